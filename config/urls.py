from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("workspace/language/", set_language, name="set_language"),
    path("accounts/", include("allauth.account.urls")),
    path("workspace/admin/", admin.site.urls),
    path("", include("incidents.urls")),
]
