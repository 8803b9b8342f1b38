from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.account.urls")),
    path("workspace/admin/", admin.site.urls),
    path("", include("incidents.urls")),
]
