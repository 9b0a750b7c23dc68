from django.urls import path

from portal.comments import views

app_name = "comments"

urlpatterns = [
    path("t/<slug:public_id>/", views.thread, name="thread"),
    path("t/<slug:public_id>/post/", views.post, name="post"),
    path("<slug:public_id>/", views.comment, name="comment"),
    path("<slug:public_id>/withdraw/", views.withdraw, name="withdraw"),
]
