"""How Django renders our forms: `FORM_RENDERER = "shared_apps.ui.forms.FormRenderer"`.

`{{ form }}` and `<c-field :field="form.name"/>` use the same markup. A form that was refused is rendered again with
status 422; its first invalid field carries `autofocus`, so focus lands there after a page load and after an htmx swap.
"""

from typing import Any

from django.forms import BoundField, Widget
from django.forms.renderers import TemplatesSetting


class UiBoundField(BoundField):
    """A bound field that asks for focus when it is the first one to mend."""

    def build_widget_attrs(self, attrs: Any, widget: Widget | None = None) -> dict[str, Any]:
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        if self.is_first_invalid:
            built["autofocus"] = True
        return built

    @property
    def is_first_invalid(self) -> bool:
        """Tell whether this is the first visible field with an error."""
        if not self.form.is_bound or not self.errors:
            return False
        return next((field.name for field in self.form.visible_fields() if field.errors), None) == self.name


class FormRenderer(TemplatesSetting):
    """Render forms, fields and widgets with the project's templates."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = UiBoundField
