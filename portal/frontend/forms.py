"""One look and one behaviour for every form of every room."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """`{{ form }}` and `{{ form.x.as_field_group }}` in the design system's dress."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
