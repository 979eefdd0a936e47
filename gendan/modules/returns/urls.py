"""Routes of returns and of the service desk."""

from django.urls import path

from gendan.modules.returns.views import desk, trade

app_name = "returns"
urlpatterns = [
    path("", trade.returns, name="list"),
    path("/<int:pk>", trade.detail, name="detail"),
    path("/<int:pk>/lines", trade.lines, name="lines"),
    path("/customers/<int:pk>/new", trade.create, name="create"),
    path("/days", desk.days, name="days"),
    path("/days/sign-in", desk.sign_in, name="sign_in"),
    path("/days/<int:pk>", desk.day, name="day"),
    path("/days/<int:pk>/expense", desk.expense, name="expense"),
    path("/days/<int:pk>/hand-over", desk.hand_over, name="hand_over"),
    path("/desk", desk.desk, name="desk"),
    path("/desk/new", desk.desk_new, name="desk_new"),
    path("/desk/<int:pk>", desk.desk_return, name="desk_return"),
    path("/voices", desk.voices, name="voices"),
    path("/voices/new", desk.voice_new, name="voice_new"),
    path("/voices/<int:pk>", desk.voice, name="voice"),
    path("/wanted", desk.wanted, name="wanted"),
    path("/wanted/new", desk.wanted_new, name="wanted_new"),
    path("/wanted/<int:pk>", desk.want, name="want"),
]
