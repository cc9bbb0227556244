from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from tenant_apps.library.enums import RenditionName
from tenant_apps.library.views import designs, files, versions


class RenditionConverter(StringConverter):
    regex = "|".join(RenditionName.values)


register_converter(RenditionConverter, "rendition")

app_name = "library"

urlpatterns = [
    path("", designs.design_list, name="design_list"),
    path("new/", designs.design_new, name="design_new"),
    path("<uuid:pk>/", designs.design_detail, name="design_detail"),
    path("<uuid:pk>/edit/", designs.design_edit, name="design_edit"),
    path("<uuid:pk>/archive/", designs.design_archive, name="design_archive"),
    path("<uuid:pk>/restoration/", designs.design_restoration, name="design_restoration"),
    path("<uuid:pk>/files/", designs.design_files, name="design_files"),
    path("<uuid:pk>/uploads/", files.upload_list, name="upload_list"),
    path("<uuid:pk>/uploads/direct/", files.upload_direct, name="upload_direct"),
    path("<uuid:pk>/versions/new/", versions.version_new, name="version_new"),
    path("<uuid:pk>/versions/<int:number>/", versions.version_detail, name="version_detail"),
    path("files/<uuid:pk>/", files.file_detail, name="file_detail"),
    path("files/<uuid:pk>/completion/", files.file_completion, name="file_completion"),
    path("files/<uuid:pk>/tile/", files.file_tile, name="file_tile"),
    path("files/<uuid:pk>/removal/", files.file_removal, name="file_removal"),
    path("files/<uuid:pk>/download/", files.file_download, name="file_download"),
    path("files/<uuid:pk>/<rendition:name>.webp", files.file_rendition, name="file_rendition"),
]
