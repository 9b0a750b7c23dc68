"""Both sides of budgets/views/belonging.py, included by urls.py and staff_urls.py."""

from django.urls import path

from budgets.views import belonging

citizens = [
    path("", belonging.mine, name="belonging"),
    path("<slug:claim_id>/withdraw/", belonging.withdraw, name="belonging_withdraw"),
]
officers = [
    path("", belonging.desk, name="belonging"),
    path("<slug:claim_id>/", belonging.decide, name="belonging_decide"),
]
