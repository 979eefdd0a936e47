"""Words that help at the right moment (K1, K2 and the light part of K3): written once, then the company's own to change."""

from typing import Any, NamedTuple

from gendan.modules.followups.models import Script


class Words(NamedTuple):
    """One script in both languages."""

    scene: str
    flow: str
    title: str
    body: str
    title_en: str
    body_en: str


OPENING = (
    Words("call.opening", "F03", "开场", "{称呼}您好，我是{公司}的{姓名}，占用您两分钟，说完我就挂，现在方便吗？",
          "Opening", "Good day, this is … of …. May I have two minutes? I will keep to them. Is now a good time?"),
    Words("call.opening", "F03", "多次未找到后的开场", "前几次打来您都不在，今天终于找到您。只问一个问题：现在用的是哪一家？",
          "Opening after several tries", "I have missed you a few times and am glad to reach you. One question only: whose parts do you use today?"),
    Words("call.opening", "F03", "老客户开场", "不是来催单的。上批货装上以后运转怎么样？有没有我们要改的地方？",
          "Opening with an old customer", "I am not calling for an order. How does the last delivery run? Is there anything that we should do better?"),
)
TECHNIQUES = (
    Words("call.opening", "F03.1", "技巧一 微笑", "拿起话筒前先笑一下，对方听得出来。",
          "1 Smile", "Smile before you lift the receiver: it can be heard."),
    Words("call.opening", "F03.2", "技巧二 合拍", "先用中等的音量和语速，再跟着对方快慢轻重。",
          "2 Keep pace", "Begin at a middle volume and speed, then follow the other person's."),
    Words("call.opening", "F03.3", "技巧三 说明不会太久", "说两分钟就只讲两分钟；要多讲，先征得同意。",
          "3 Say that it is short", "Two minutes said are two minutes kept; ask before you take more."),
    Words("call.opening", "F03.4", "技巧四 开放的问题", "第一句给出理由，第二句问“怎么样、为什么”，不问“要不要”。",
          "4 Open questions", "Give a reason first, then ask how and why, never only yes or no."),
    Words("call.opening", "F03.5", "技巧五 停顿与保留", "说完重点停一停；底价之类留到见面再谈。",
          "5 Pause and reserve", "Pause after the point; leave the last price for the meeting."),
    Words("call.opening", "F03.6", "技巧六 多问", "对方说得多，才知道真正的需要。",
          "6 Ask", "The more they speak, the better you know what they need."),
    Words("call.opening", "F03.7", "技巧七 顺着异议转", "先认同顾虑，再把它变成见面的理由：“正因为如此，才想请您看一下样件。”",
          "7 Go along, then turn", "Agree with the concern and make it the reason to meet: that is why I would like you to see a sample."),
    Words("call.opening", "F03.8", "技巧八 独特与尊重", "说清只有我们能做的一点，并且由对方决定。",
          "8 What is ours alone", "Name the one thing that only we do, and leave the decision to them."),
    Words("call.opening", "F03.9", "技巧九 二选一", "约时间给两个选择：“周三上午还是周四下午？”",
          "9 Either or", "Offer two times: Wednesday morning or Thursday afternoon?"),
    Words("call.opening", "F03.10", "技巧十 备好下一次", "挂断前说定下次何时、为何再联系，并记下来。",
          "10 Prepare the next call", "Before the end, agree when and why you speak again, and write it down."),
)
NOTES = (
    Words("call.opening", "F03", "注意一", "礼貌始终如一，被拒绝时也一样。", "Note 1", "Be courteous to the end, also when refused."),
    Words("call.opening", "F03", "注意二", "谁接电话都当客户待。", "Note 2", "Whoever answers is a customer."),
    Words("call.opening", "F03", "注意三", "每一次都记，不在也要记。", "Note 3", "Log every call, the ones that reached nobody too."),
    Words("call.opening", "F03", "注意四", "通话时不吸烟、不吃东西、不嚼口香糖。", "Note 4", "No smoking, eating or gum on the telephone."),
    Words("call.opening", "F03", "注意五", "等对方先挂。", "Note 5", "Let the other person hang up first."),
)
CHECKLIST = (
    Words("visit.checklist", "F02.10", "一 形象", "衣着、言谈与对方场合相称；名片、安全鞋带好。",
          "1 Own image", "Dress and speech fit the place; cards and safety shoes are packed."),
    Words("visit.checklist", "F02.10", "二 自家产品", "说得清规格、交期、价格范围和三个卖点。",
          "2 Own products", "Sizes, delivery, price range and three strong points by heart."),
    Words("visit.checklist", "F02.10", "三 准备齐全", "样本、样件、量具、上次记录和未答的问题都在包里。",
          "3 Preparation", "Brochures, samples, gauges, the last notes and the open questions are in the bag."),
    Words("visit.checklist", "F02.10", "四 别家产品", "知道对方现在用谁的、好在哪里、差在哪里。",
          "4 Others' products", "Know whose parts they use, and what is good and bad about them."),
    Words("visit.checklist", "F02.10", "五 自家优势", "优势能用数据和证书证明，不贬低别人。",
          "5 Own advantages", "Figures and certificates prove them; nobody else is talked down."),
    Words("visit.checklist", "F02.10", "六 成功案例", "准备一个同行业案例，能说出结果和联系人。",
          "6 Success cases", "One case from their trade, with its result and somebody to ask."),
)
WRITTEN = (
    Words("chat.opening", "F02", "聊天开场", "先说是谁、为什么写；一条一件事；不连发，不发长语音。",
          "Opening of a chat", "Say who you are and why you write; one matter a message; no volleys, no long voice messages."),
    Words("chat.opening", "F02.4", "资料到达后", "资料到了就联系：“样本应该今天到，第 12 页是您问的规格。”",
          "When material has arrived", "Write at once: the brochure should be there today; page 12 has the size that you asked for."),
    Words("mail.gate", "F05", "发信前", "来信读三遍，记下每一个问题；回信也读三遍，看有没有漏答、错字。",
          "Before sending", "Read their mail three times and note each question; read the answer three times for gaps and slips."),
    Words("mail.gate", "F05", "主题与附件", "主题写明这一封的重点，不留空的 RE:；附件名写产品和型号，发前打开看一遍。",
          "Subject and attachments", "The subject names the point, never a bare RE:. Attachments are named by product and model; open them once."),
    Words("mail.gate", "F06", "没有回信时", "四种可能：没收到、没看懂、不归他管、还在比较。每次换一个角度，不只问“收到没有”。",
          "When nobody answers", "Not received, not understood, not theirs, or still comparing. Take another angle each time; do not only ask whether it arrived."),
)
ALL = (*OPENING, *TECHNIQUES, *NOTES, *CHECKLIST, *WRITTEN)


def lay_scripts(**_signal: Any) -> None:
    """Write the words where a language has none at all; runs after every migration and leaves the company's own alone."""
    for language in ("zh-hans", "en"):
        if not Script.objects.filter(language=language).exists():
            Script.objects.bulk_create(_row(words, language, position) for position, words in enumerate(ALL))


def _row(words: Words, language: str, position: int) -> Script:
    title, body = (words.title, words.body) if language == "zh-hans" else (words.title_en, words.body_en)
    return Script(scene=words.scene, flow=words.flow, title=title, body=body, language=language, position=position)
