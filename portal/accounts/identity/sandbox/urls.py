from django.urls import path

from portal.accounts.identity.sandbox import views

app_name = "identity_sandbox"
urlpatterns = [path("", views.ask, name="ask")]
