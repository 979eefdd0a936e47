"""Routes of timelines, comments and files."""

from django.urls import path

from gendan.desk.timeline_pages import comments, files, views

urlpatterns = [
    path("timeline/<str:kind>/<int:pk>", views.timeline, name="timeline"),
    path("timeline/<str:kind>/<int:pk>/changes", views.changes, name="timeline_changes"),
    path("timeline/entries/<int:pk>/pin", views.pin, name="timeline_pin"),
    path("timeline/<str:kind>/<int:pk>/comments", comments.add, name="comment_add"),
    path("comments/<int:pk>/edit", comments.edit, name="comment_edit"),
    path("comments/<int:pk>/delete", comments.delete, name="comment_delete"),
    path("attachments/<str:kind>/<int:pk>", files.attachments, name="attachments"),
    path("attachments/<int:pk>", files.download, name="attachment_download"),
    path("attachments/<int:pk>/lock", files.lock, name="attachment_lock"),
    path("attachments/<int:pk>/unlock", files.unlock, name="attachment_unlock"),
    path("attachments/<int:pk>/delete", files.delete, name="attachment_delete"),
]
