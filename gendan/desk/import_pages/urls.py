"""Routes of importing."""

from django.urls import path

from gendan.desk.import_pages.views import batch, check, steps

app_name = "imports"
urlpatterns = [
    path("", batch.batches, name="list"),
    path("new", steps.new, name="new"),
    path("template/<str:key>.xlsx", steps.template, name="template"),
    path("<int:pk>", batch.page, name="batch"),
    path("<int:pk>/sheet", steps.sheet, name="sheet"),
    path("<int:pk>/columns", steps.columns, name="columns"),
    path("<int:pk>/check", check.page, name="check"),
    path("<int:pk>/progress", batch.progress, name="progress"),
    path("<int:pk>/run", batch.run, name="run"),
    path("<int:pk>/undo", batch.undo, name="undo"),
    path("<int:pk>/failed.xlsx", batch.failed, name="failed"),
]
