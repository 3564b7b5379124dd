"""How Django's forms are drawn: with the components that every page uses."""

from django.forms.renderers import DjangoTemplates


class Components(DjangoTemplates):
    """Draws forms and their fields with the templates of `website/components`."""

    form_template_name = "website/components/form.html"
    field_template_name = "website/components/field.html"
