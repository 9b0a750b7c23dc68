from django.urls import path

from portal.comments import views

app_name = "comments"

urlpatterns = [
    path("t/<str:public_id>/", views.thread, name="thread"),
    path("t/<str:public_id>/post/", views.post, name="post"),
    path("<str:public_id>/", views.comment, name="comment"),
    path("<str:public_id>/withdraw/", views.withdraw, name="withdraw"),
]
