from django.urls import path

from portal.organisations import views

app_name = "organisations_staff"
urlpatterns = [
    path("", views.holidays, name="holidays"),
    path("<str:day>/drop/", views.drop, name="drop_holiday"),
]
