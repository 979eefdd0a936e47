"""The tab of a record's timeline with the field to comment in, which every record page may have."""

from django.utils.translation import gettext_lazy as _

from gendan.ui.detail.declare import Tab

STORY = Tab(key="story", title=_("Story"), template="ui/detail/timeline.html")
