"""Routes of permissions."""

from django.urls import path

from gendan.desk.permissions import explanations, grants, views

urlpatterns = [
    path("settings/permissions", views.permissions, name="permissions"),
    path("settings/permissions/<str:kind>/masks", views.mask, name="permission_mask"),
    path("settings/permissions/switch", views.switch, name="permission_switch"),
    path("settings/grants", grants.all_grants, name="grants"),
    path("access/grants/<str:kind>/<int:pk>", grants.record_grants, name="record_grants"),
    path("access/grants/<int:pk>/revoke", grants.revoke, name="grant_revoke"),
    path("access/explain/<str:kind>/<int:pk>", explanations.explanation, name="explain"),
]
