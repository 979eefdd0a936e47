"""Routes of knowledge."""

from django.urls import path

from gendan.modules.knowledge.views import browsing, linking, managing

app_name = "knowledge"
urlpatterns = [
    path("", browsing.articles, name="list"),
    path("/<int:pk>", browsing.detail, name="detail"),
    path("/<int:pk>/hint", browsing.hint, name="hint"),
    path("/manage", managing.articles, name="managed"),
    path("/manage/new", managing.create, name="create"),
    path("/manage/<int:pk>", managing.detail, name="manage"),
    path("/manage/<int:pk>/edit", managing.edit, name="edit"),
    path("/manage/<int:pk>/bin", managing.bin_article, name="bin"),
    path("/manage/<int:pk>/versions/<int:number>", managing.version, name="version"),
    path("/manage/<int:pk>/versions/<int:number>/take-back", managing.take_back, name="take_back"),
    path("/manage/categories", managing.categories, name="categories"),
    path("/manage/categories/new", managing.category_new, name="category_new"),
    path("/manage/categories/<int:pk>", managing.category_edit, name="category_edit"),
    path("/on/<str:kind>/<int:pk>", linking.link, name="link"),
    path("/on/<str:kind>/<int:pk>/<int:article_id>/off", linking.unlink, name="unlink"),
]
