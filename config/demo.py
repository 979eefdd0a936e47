"""The WSGI application while the made-up company is being built: the same one, behind a page that says how far it is."""

from config.wsgi import application as company
from gendan.installation import home
from gendan.waiting import Progress, Waiting

application = Waiting(company, Progress(home()))
