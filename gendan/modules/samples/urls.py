"""Routes of samples."""

from django.urls import path

from gendan.modules.samples.views import library, requests

app_name = "samples"
urlpatterns = [
    path("", library.library, name="list"),
    path("/gallery", library.gallery, name="gallery"),
    path("/new", library.create, name="create"),
    path("/<int:pk>", library.sample, name="sample"),
    path("/<int:pk>/edit", library.edit, name="edit"),
    path("/<int:pk>/master", library.master, name="master"),
    path("/<int:pk>/picture", library.picture_new, name="picture_new"),
    path("/<int:pk>/retire", library.retire, name="retire"),
    path("/<int:pk>/return", library.bring_back, name="return"),
    path("/pictures/<int:pk>/first", library.picture_first, name="picture_first"),
    path("/pictures/<int:pk>/remove", library.picture_remove, name="picture_remove"),
    path("/kinds", library.kinds, name="kinds"),
    path("/kinds/new", library.kind, name="kind_new"),
    path("/kinds/<int:pk>", library.kind, name="kind"),
    path("/clerks", library.permits, name="permits"),
    path("/clerks/new", library.permit_new, name="permit_new"),
    path("/clerks/<int:pk>/revoke", library.permit_revoke, name="permit_revoke"),
    path("/requests", requests.requests, name="requests"),
    path("/requests/<int:pk>", requests.request_detail, name="request"),
    path("/requests/<int:pk>/required", requests.required, name="required"),
    path("/customers/<int:pk>/request", requests.request_new, name="request_new"),
    path("/uniforms", requests.projects, name="projects"),
    path("/uniforms/<int:pk>", requests.project, name="project"),
    path("/uniforms/<int:pk>/edit", requests.project_edit, name="project_edit"),
    path("/customers/<int:pk>/uniforms", requests.project_new, name="project_new"),
]
