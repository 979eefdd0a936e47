"""The twelve letters of the year (F48; none of them sells) and the questions of the survey (F60.6), in our own words, then the company's to change."""

from typing import Any

from gendan.modules.care.models import Letter, Question
from gendan.modules.care.words import Level

LETTERS: tuple[tuple[int, str, int, str, str, str], ...] = (
    (1, "new_year", 1, "元旦快乐", "{contact}您好：\n\n新的一年开始了。谢谢您过去一年的信任，祝您和家人平安、工作顺手。", "{contact}您好，元旦快乐，祝新的一年平安顺手。"),
    (2, "spring", 1, "给您拜年", "{contact}您好：\n\n给您和家人拜年。愿您春节里好好歇一歇，来年事事从容。", "{contact}您好，给您拜年，祝阖家团圆、来年从容。"),
    (3, "", 12, "春天好", "{contact}您好：\n\n天气暖了，路边的树都发了芽。忙里也请抽空出去走走，换换空气。", "{contact}您好，春天到了，忙里也请出去走走。"),
    (4, "", 20, "谷雨时节", "{contact}您好：\n\n谷雨前后早晚凉，出门请带件外套。愿您这个春天有好收成。", "{contact}您好，谷雨早晚凉，请多添件衣。"),
    (5, "labour", 1, "劳动节快乐", "{contact}您好：\n\n劳动节到了，向每天认真做事的您问好。假期里愿您睡个好觉。", "{contact}您好，劳动节快乐，愿您假期睡个好觉。"),
    (6, "dragon_boat", 1, "端午安康", "{contact}您好：\n\n端午安康。粽子虽好，一次别吃太多；愿您家里一切平顺。", "{contact}您好，端午安康，愿家里一切平顺。"),
    (7, "", 15, "天热，请多保重", "{contact}您好：\n\n这几天热，车间和路上都请多喝水、避开正午。祝您清凉度夏。", "{contact}您好，天热请多喝水，祝清凉度夏。"),
    (8, "", 8, "立秋问候", "{contact}您好：\n\n立秋了，暑气还在，早晚已经有风。愿您这一季顺顺当当。", "{contact}您好，立秋了，愿您这一季顺顺当当。"),
    (9, "mid_autumn", 1, "中秋快乐", "{contact}您好：\n\n今晚月亮圆，愿您能和家人一起看看。祝中秋快乐。", "{contact}您好，中秋快乐，愿您与家人共赏明月。"),
    (10, "double_ninth", 1, "重阳问候", "{contact}您好：\n\n重阳到了，请代我们问候家里的长辈，愿他们身体硬朗。", "{contact}您好，重阳将至，请代问长辈安好。"),
    (11, "", 8, "立冬了", "{contact}您好：\n\n立冬了，北方的朋友该吃饺子了。天冷路滑，出行请慢一点。", "{contact}您好，立冬了，天冷路滑，出行请慢。"),
    (12, "", 22, "冬至安康", "{contact}您好：\n\n冬至是一年里夜最长的一天，过了今天白天就一天天长了。愿您温暖过冬。", "{contact}您好，冬至安康，愿您温暖过冬。"),
)


def lay_letters(**_signal: Any) -> None:
    """Write the letters where there are none at all; runs after every migration."""
    if not Letter.objects.exists():
        Letter.objects.bulk_create(
            Letter(month=month, festival=festival, day=day, subject=subject, text=text, short=short)
            for month, festival, day, subject, text, short in LETTERS
        )


QUESTIONS = (
    ("产品好用、质量稳定吗？", Level.BASIC), ("交货准时、数量和单据准确吗？", Level.BASIC), ("有问题时，我们答复得够快吗？", Level.EXPECTED),
    ("我们的人了解您的需要吗？", Level.DESIRED), ("我们有没有做过让您意外高兴的事？", Level.BEYOND),
)


def lay_questions(**_signal: Any) -> None:
    """Write the questions where there are none at all; runs after every migration."""
    if not Question.objects.exists():
        Question.objects.bulk_create(
            Question(text=text, level=level, position=10 * place) for place, (text, level) in enumerate(QUESTIONS, start=1)
        )
