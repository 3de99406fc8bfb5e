// Entry point: the style sheet, htmx, and one module per behaviour. Pages read well without any of it.
import "./atelier.css";
import htmx from "htmx.org";
import { listenToSearches } from "./behaviours/combobox.js";
import { foldOnNarrowScreens } from "./behaviours/fold.js";
import { submitOnChange } from "./behaviours/submit-on-change.js";

// The Content-Security-Policy forbids inline styles and evaluated code: htmx must need neither.
htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
htmx.config.selfRequestsOnly = true;

listenToSearches(document);
submitOnChange(document);
foldOnNarrowScreens(document, window);
