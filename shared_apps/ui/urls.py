from django.urls import path

from shared_apps.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("shell/<slug:name>/", views.shell, name="shell"),
    path("fault/<slug:name>/<int:status>/", views.fault, name="fault"),
]
