from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from incidents.views import (
    comparing,
    editor,
    entries,
    fixes,
    health,
    history,
    home,
    import_many,
    importing,
    incident_list,
    live,
    quick,
    restored,
    review,
    schedules,
    steps,
    waivers,
)

_of_incident = [
    path("", editor.editor, name="editor"),
    path("stage/", editor.stage, name="stage"),
    path("sections/<slug:name>/", editor.section, name="section"),
    path("sections/<slug:name>/check/", live.check_section, name="section-check"),
    path("lists/timeline/quick/", quick.quick, name="quick"),
    path("lists/<slug:name>/", entries.entries, name="entries"),
    path("lists/<slug:name>/add/", entries.add, name="entry-add"),
    path("lists/<slug:name>/add/check/", live.check_entry, name="entry-add-check"),
    path("lists/<slug:name>/<int:key>/check/", live.check_entry, name="entry-check"),
    path("lists/<slug:name>/<int:key>/", entries.change, name="entry"),
    path("lists/<slug:name>/<int:key>/move/", entries.move, name="entry-move"),
    path("lists/<slug:name>/<int:key>/delete/", entries.delete, name="entry-delete"),
    path("fix/", fixes.fix, name="fix"),
    path("fix/undo/", fixes.undo, name="fix-undo"),
    path("preview/", review.preview, name="preview"),
    path("preview/timeline.svg", review.preview, {"file": "timeline.svg"}),
    path("preview/<int:number>/", review.preview, name="preview-revision"),
    path("preview/<int:number>/timeline.svg", review.preview, {"file": "timeline.svg"}),
    path("compare/", comparing.comparing, name="compare"),
    path("history/", history.history, name="history"),
    path("restore/", restored.restore, name="restore"),
    path("submit/", steps.submit, name="submit"),
    path("review/", review.review, name="review"),
    path("waivers/", waivers.waive, name="waive"),
    path("waivers/<int:key>/revoke/", waivers.revoke, name="revoke"),
    path("publish/", steps.publish, name="publish"),
    path("schedule/", schedules.schedule, name="schedule"),
    path("schedule/cancel/", schedules.unschedule, name="unschedule"),
    path("publish/again/", schedules.retry, name="retry"),
    path("withdraw/", steps.withdraw, name="withdraw"),
]

_workspace: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("incidents/", incident_list.incident_list, name="incidents"),
    path("incidents/new/", importing.paste, name="import"),
    path("incidents/new/create/", importing.create, name="import-create"),
    path("incidents/new/many/", import_many.import_many, name="import-many"),
    path("incidents/new/blank/", importing.blank, name="import-blank"),
    path("incidents/<slug:reference>/", include(_of_incident)),
    path("review/", review.queue, name="review-queue"),
]

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="home")),
    path("workspace/", include(_workspace)),
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
]
