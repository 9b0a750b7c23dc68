from django.urls import path

from . import ideas, open_data, panel, plans, receipts, schedule, views

app_name = "budgets_api"
ROUND = "rounds/<slug:round_id>/"
IDEA = ROUND + "ideas/<slug:idea_id>/"
PLAN = ROUND + "plans/<slug:plan_id>/"
ENVELOPE = "rounds/<slug:round_id>/envelopes/<slug:envelope_id>/"

urlpatterns = [
    path("rounds/", views.RoundList.as_view(), name="rounds"),
    path("rounds/<slug:round_id>/", views.RoundDetail.as_view(), name="round"),
    path("rounds/<slug:round_id>/receipt-proof/", receipts.ReceiptProof.as_view(), name="receipt_proof"),
    path(ROUND + "schedule/", schedule.ScheduleDetail.as_view(), name="schedule"),
    path(ROUND + "ideas/", ideas.IdeaList.as_view(), name="ideas"),
    path(IDEA, ideas.IdeaDetail.as_view(), name="idea"),
    path(IDEA + "support/", ideas.IdeaSupport.as_view(), name="idea_support"),
    path(ROUND + "plans/", plans.PlanList.as_view(), name="plans"),
    path(PLAN, plans.PlanDetail.as_view(), name="plan"),
    path(PLAN + "like/", plans.PlanLiked.as_view(), name="plan_like"),
    path(ROUND + "panel/", panel.PanelDetail.as_view(), name="panel"),
    path(ROUND + "panel/draw/", panel.PanelDraw.as_view(), name="panel_draw"),
    path(ENVELOPE, views.EnvelopeDetail.as_view(), name="envelope"),
    path(ENVELOPE + "ballot/", views.MyBallot.as_view(), name="ballot"),
    path(ENVELOPE + "result/", views.ResultDetail.as_view(), name="result"),
    path(ENVELOPE + "projects/", open_data.ProjectList.as_view(), name="projects"),
    path(ENVELOPE + "ballots/", open_data.BallotList.as_view(), name="ballots"),
]
