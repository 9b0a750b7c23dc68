from django import forms
from django.utils.translation import gettext_lazy as _

from portal.search.terms import LONGEST_QUERY


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("찾는 말"),
        max_length=LONGEST_QUERY,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "enterkeyhint": "search"}),
    )
