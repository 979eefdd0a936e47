// The script of every page: each module minds one thing and finds its elements by data attributes.
import "./parts/server.js";
import "./parts/toast.js";
import "./parts/dialog.js";
import "./parts/menu.js";
import "./parts/forms.js";
import "./parts/find.js";
import "./parts/draft.js";
import "./parts/appearance.js";
import "./parts/timeline.js";
import "./parts/palette.js";
import "./parts/keys.js";
import "./parts/list.js";
import "./parts/board.js";
import "./parts/conflict.js";
import "./parts/matches.js";
import "./parts/print.js";
import "./parts/followup.js";
