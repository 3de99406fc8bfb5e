// Entry point: the style sheet, htmx, and one module per behaviour. Pages read well without any of it.
import "./atelier.css";
import htmx from "htmx.org";
import { saveWhileWriting } from "./behaviours/autosave.js";
import { moveCards } from "./behaviours/board.js";
import { filterLongLists } from "./behaviours/boxes.js";
import { listenToSearches } from "./behaviours/combobox.js";
import { confirmInPlace } from "./behaviours/confirm.js";
import { moveDots } from "./behaviours/dots.js";
import { keepDrafts } from "./behaviours/drafts.js";
import { showDroppedFiles } from "./behaviours/drop.js";
import { focusOnFaults } from "./behaviours/faults.js";
import { foldOnNarrowScreens } from "./behaviours/fold.js";
import { drawMaps } from "./behaviours/map.js";
import { closeMenus, offerToPrint } from "./behaviours/menus.js";
import { workWithoutNetwork } from "./behaviours/offline.js";
import { sendOnce } from "./behaviours/once.js";
import { followPages } from "./behaviours/poll.js";
import { sendWhenPossible } from "./behaviours/queue.js";
import { selectWhole } from "./behaviours/select.js";
import { submitOnChange } from "./behaviours/submit-on-change.js";
import { tickAll } from "./behaviours/tick-all.js";

// The Content-Security-Policy forbids inline styles and evaluated code: htmx must need neither.
htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
htmx.config.selfRequestsOnly = true;

listenToSearches(document);
submitOnChange(document);
foldOnNarrowScreens(document, window);
confirmInPlace(document);
focusOnFaults(document);
filterLongLists(document);
showDroppedFiles(document);
saveWhileWriting(document, window);
keepDrafts(document, window);
moveCards(document);
closeMenus(document);
offerToPrint(document, window);
drawMaps(document, window);
selectWhole(document);
tickAll(document);
sendWhenPossible(document, window);
moveDots(document);
followPages(document, window);
workWithoutNetwork(document, window);
// Last: what another behaviour sends by itself is not held back.
sendOnce(document, window);
