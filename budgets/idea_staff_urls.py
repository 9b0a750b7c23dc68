"""Desks: officers screen ideas and cost plans, administrators run the panel and fill the ballots."""

from django.urls import path

from budgets.views import staff_ideas, staff_panel, staff_plans

IDEA = "ideas/<slug:idea_id>/"
PLAN = "plans/<slug:plan_id>/"
PANEL = "<slug:round_id>/panel/"

urlpatterns = [
    path("ideas/", staff_ideas.queue, name="ideas"),
    path(IDEA, staff_ideas.desk, name="idea"),
    path(IDEA + "take/", staff_ideas.take, name="idea_take"),
    path(IDEA + "decide/", staff_ideas.decide, name="idea_decide"),
    path(IDEA + "pass-on/", staff_ideas.pass_on, name="idea_pass_on"),
    path(IDEA + "ask/", staff_ideas.ask, name="idea_ask"),
    path(PLAN, staff_plans.desk, name="plan"),
    path(PLAN + "take/", staff_plans.take, name="plan_take"),
    path(PLAN + "describe/", staff_plans.describe, name="plan_describe"),
    path(PLAN + "cost/", staff_plans.cost, name="plan_cost"),
    path(PLAN + "merge/", staff_plans.merge, name="plan_merge"),
    path(PLAN + "drop/", staff_plans.drop, name="plan_drop"),
    path("<slug:round_id>/shortlist/", staff_plans.shortlist, name="shortlist"),
    path("<slug:round_id>/shortlist/<slug:plan_id>/", staff_plans.put_on_ballot, name="put_on_ballot"),
    path(PANEL, staff_panel.desk, name="panel"),
    path(PANEL + "edit/", staff_panel.edit, name="panel_edit"),
    path(PANEL + "draw/", staff_panel.draw, name="panel_draw"),
    path(PANEL + "experts/", staff_panel.add_expert, name="panel_expert"),
    path(PANEL + "experts/<slug:person>/dismiss/", staff_panel.dismiss_expert, name="panel_dismiss"),
    path(PANEL + "criteria/<int:number>/remove/", staff_panel.remove_criterion, name="panel_uncriterion"),
    path(PANEL + "criteria/", staff_panel.add_criterion, name="panel_criterion"),
    path(PANEL + "meetings/new/", staff_panel.new_meeting, name="meeting_new"),
    path(PANEL + "meetings/<slug:meeting_id>/", staff_panel.edit_meeting, name="meeting"),
]
