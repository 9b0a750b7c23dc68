from django.urls import path

from portal.accounts.identity.sandbox import views

app_name = "sandbox"
urlpatterns = [path("", views.ask, name="ask")]
