"""Amounts in capital figures, as contracts, receipts and cheques want them. Pure."""

from decimal import ROUND_HALF_UP, Decimal

DIGITS = "零壹贰叁肆伍陆柒捌玖"
UNITS = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿", "亿亿")
CURRENCIES = {"CNY": "人民币", "USD": "美元", "EUR": "欧元", "JPY": "日元", "GBP": "英镑", "HKD": "港币"}


def capitals(amount: Decimal, *, currency: str = "CNY") -> str:
    """12345.60 as 人民币壹万贰仟叁佰肆拾伍元陆角整; an amount of 分 ends without 整. Two decimals are read."""
    cents = int((abs(amount) * 100).to_integral_value(ROUND_HALF_UP))
    yuan, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    said = f"{_whole(yuan)}元" if yuan or not cents else ""
    if jiao:
        said += f"{DIGITS[jiao]}角"
    elif fen and yuan:
        said += "零"
    said += f"{DIGITS[fen]}分" if fen else "整"
    return CURRENCIES.get(currency, currency) + ("负" if amount < 0 and cents else "") + said


def _whole(number: int) -> str:
    """The part before 元, in groups of four digits with one 零 for a gap."""
    if not number:
        return DIGITS[0]
    groups, said = [], ""
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if said and group and (group < 1000 or not groups[place + 1]) and not said.endswith(DIGITS[0]):
            said += DIGITS[0]
        said += _group(group) + (GROUPS[place] if group else "")
    return said


def _group(number: int) -> str:
    said, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            said += (DIGITS[0] if gap and said else "") + DIGITS[digit] + UNITS[place]
            gap = False
        else:
            gap = True
    return said
