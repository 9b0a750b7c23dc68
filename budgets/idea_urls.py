"""Ideas, plans and the panel of a round; budgets/urls.py takes them in before its envelopes."""

from django.urls import path

from budgets.views import idea_writing, ideas, panel, plans, scoring

IDEA = "<slug:round_id>/ideas/<slug:idea_id>/"
PLAN = "<slug:round_id>/plans/<slug:plan_id>/"
PANEL = "<slug:round_id>/panel/"

urlpatterns = [
    path("<slug:round_id>/ideas/", ideas.index, name="ideas"),
    path("<slug:round_id>/ideas/new/", idea_writing.new, name="idea_new"),
    path("<slug:round_id>/ideas/similar/", idea_writing.similar, name="ideas_similar"),
    path(IDEA, ideas.detail, name="idea"),
    path(IDEA + "edit/", idea_writing.edit, name="idea_edit"),
    path(IDEA + "submit/", idea_writing.submit, name="idea_submit"),
    path(IDEA + "discard/", idea_writing.discard, name="idea_discard"),
    path(IDEA + "withdraw/", idea_writing.withdraw, name="idea_withdraw"),
    path(IDEA + "recheck/", idea_writing.recheck, name="idea_recheck"),
    path(IDEA + "support/", ideas.support, name="idea_support"),
    path(IDEA + "follow/", ideas.follow, name="idea_follow"),
    path("<slug:round_id>/plans/", plans.index, name="plans"),
    path(PLAN, plans.detail, name="plan"),
    path(PLAN + "like/", plans.like, name="plan_like"),
    path(PANEL, panel.detail, name="panel"),
    path(PANEL + "apply/", panel.apply, name="panel_apply"),
    path(PANEL + "leave/", panel.leave, name="panel_leave"),
    path(PANEL + "draw.json", panel.draw_json, name="panel_draw"),
    path(PANEL + "scores/", scoring.index, name="scores"),
    path(PANEL + "scores/<slug:plan_id>/", scoring.sheet, name="score"),
]
