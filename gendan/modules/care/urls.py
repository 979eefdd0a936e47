"""Routes of care."""

from django.urls import path

from gendan.modules.care.views import after_sale, dates, gifts, letters, outside, surveys

app_name = "care"
urlpatterns = [
    path("", dates.month, name="month"),
    path("/days", dates.occasions, name="list"),
    path("/days/<int:pk>", dates.occasion, name="occasion"),
    path("/dates/<int:pk>", dates.change, name="date"),
    path("/customers/<int:pk>/date", dates.add, name="date_new"),
    path("/customers/<int:pk>/gift", gifts.gift_new, name="gift_new"),
    path("/customers/<int:pk>/referral", gifts.referral_new, name="referral_new"),
    path("/customers/<int:pk>/claim", gifts.claim, name="claim"),
    path("/contacts/<int:pk>/terms", gifts.terms, name="terms"),
    path("/after-sales", after_sale.after_sales, name="after_sales"),
    path("/after-sales/<int:pk>", after_sale.after_sale, name="after_sale"),
    path("/after-sales/<int:pk>/refer", after_sale.refer, name="refer"),
    path("/surveys", surveys.surveys, name="surveys"),
    path("/surveys/<int:pk>", surveys.survey, name="survey"),
    path("/customers/<int:pk>/survey", surveys.survey_new, name="survey_new"),
    path("/surveys/<int:pk>/link", outside.link, name="survey_link"),
    path("/surveys/<int:pk>/send", outside.send, name="survey_send"),
    path("/s/<str:token>", outside.public, name="public"),
    path("/questions", surveys.questions, name="questions"),
    path("/questions/new", surveys.question, name="question_new"),
    path("/questions/<int:pk>", surveys.question, name="question"),
    path("/gifts", gifts.gifts, name="gifts"),
    path("/gifts/<int:pk>", gifts.gift, name="gift"),
    path("/budgets", gifts.budgets, name="budgets"),
    path("/budgets/set", gifts.budget, name="budget"),
    path("/referrals", gifts.referrals, name="referrals"),
    path("/referrals/<int:pk>", gifts.referral, name="referral"),
    path("/referrals/<int:pk>/reward", gifts.reward, name="reward"),
    path("/letters", letters.letters, name="letters"),
    path("/letters/<int:pk>", letters.letter, name="letter"),
    path("/letters/sender", letters.sender, name="sender"),
    path("/news/new", letters.news, name="news"),
    path("/sendings/<int:pk>", letters.issue, name="issue"),
    path("/sendings/<int:pk>/begin", letters.begin, name="begin"),
    path("/sendings/<int:pk>/cancel", letters.cancel, name="cancel"),
    path("/contacts/<int:pk>/reader", letters.reader, name="reader"),
    path("/customers/<int:pk>/clipping", letters.clipping, name="clipping"),
]
