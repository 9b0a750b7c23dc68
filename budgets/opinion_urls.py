from django.urls import path

from budgets.views import opinion

urlpatterns = [
    path("<slug:round_id>/opinion/", opinion.opinion_page, name="opinion"),
    path("<slug:round_id>/opinion.pdf", opinion.opinion_pdf, name="opinion_pdf"),
]
