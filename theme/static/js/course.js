// What a course's page can do where scripts run: share it, print it, and put one class in a calendar.
// All words stand in the page.

const actions = document.querySelector("#actions");
const said = document.querySelector("#actions-said");

async function share({ dataset }) {
  const address = location.href.replace(/#.*/, "");
  if (navigator.share) {
    // Closing the list of ways to share is a choice, not a mistake.
    await navigator.share({ title: document.title, url: address }).catch(() => {});
    return;
  }
  try {
    await navigator.clipboard.writeText(address);
    said.textContent = dataset.saysCopied;
  } catch {
    said.textContent = dataset.saysNotCopied;
  }
}

// iCalendar (RFC 5545): moments in UTC, marks escaped, lines of at most 75 bytes.
const moment = (date) => date.toISOString().replace(/[-:]|\.\d+/g, "");
const escaped = (text) => text.replace(/[\\,;]/g, "\\$&").replace(/\n/g, "\\n");

// A letter of another alphabet has up to four bytes.
const folded = (line) => `${line.match(/[ -~]{1,74}|[^ -~]{1,18}/gu).join("\r\n ")}\r\n`;

function calendarOf(time, { name, place }) {
  const begins = new Date(time.dateTime);
  const ends = new Date(begins.getTime() + time.closest("li").dataset.minutes * 60000);
  const address = document.querySelector("link[rel=canonical]")?.href ?? "";
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Liverpool Community Learning//One class//EN",
    "BEGIN:VEVENT",
    `UID:${time.dateTime}${location.pathname}`,
    `DTSTAMP:${moment(new Date())}`,
    `DTSTART:${moment(begins)}`,
    `DTEND:${moment(ends)}`,
    `SUMMARY:${escaped(name)}`,
    `LOCATION:${escaped(place)}`,
    ...(address && [`URL:${address}`]),
    "END:VEVENT",
    "END:VCALENDAR",
  ]
    .map(folded)
    .join("");
}

function download(text, file) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
  link.download = file;
  link.click();
  URL.revokeObjectURL(link.href);
}

function addToEachClass(dates) {
  const template = document.querySelector("#add-class");
  for (const time of dates.querySelectorAll("time")) {
    const button = template.content.cloneNode(true).firstElementChild;
    time.id = `${dates.id}-${time.dateTime}`;
    button.id = `${time.id}-add`;
    button.setAttribute("aria-labelledby", `${button.id} ${time.id}`);
    button.onclick = () => download(calendarOf(time, dates.dataset), `${time.dateTime.slice(0, 10)}.ics`);
    time.closest("li").append(" ", button);
  }
}

// The search that led here has handed over how far it is (search/page.js).
function showDistance() {
  try {
    const [href, number, distance] = JSON.parse(sessionStorage.distance);
    if (!distance || href !== location.href) return;
    const line = document.createElement("p");
    line.textContent = distance;
    document
      .querySelector(`${number ? `#time-${number + 1}` : "[data-fact=where]"} [data-address]`)
      .after(line);
  } catch {
    // Nothing was handed over, or the browser keeps nothing: a course is whole without it.
  }
}

const does = { share, print: () => print() };
for (const button of actions.querySelectorAll("[data-does]")) {
  button.onclick = () => does[button.dataset.does](button);
}
actions.classList.add("actions--ready");

document.querySelectorAll(".dates").forEach(addToEachClass);
showDistance();
