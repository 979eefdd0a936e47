"""Routes of the desk."""

urlpatterns: list = []
