from django.urls import path

from portal.accounts.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.people, name="people"),
    path("enter/", views.enter, name="enter"),
    path("mail/", views.mail, name="mail"),
    path("mail/<slug:name>/", views.letter, name="letter"),
]
