// A course as it stands among those that were found: a ticket, made of its card.

import { roundedMiles } from "../miles.js";
import { HERE } from "./places.js";
import { answersHash, copyOf, says } from "./question.js";
import { fill, numbers } from "./saying.js";

/**
 * The ticket of a course that was found. It says of what was asked for what the course has.
 * @param {any} card
 * @param {Found} found
 * @param {Question} question
 * @returns {Element}
 */
export function ticketOf(card, { run: number, miles }, { near, chosen }) {
  const run = card.runs[number];
  const ticket = copyOf("result");
  const [state, stateText] = run.state;
  const link = ticket.querySelector("a");
  link.href = card.href + (answersHash() || (number ? `#time-${number + 1}` : ""));
  link.textContent = card.title;
  ticket.classList.add(`ticket--${state}`);
  ticket.querySelector(".state").classList.add(`state--${state}`);
  const needs = (chosen.support ?? []).filter(({ value }) => run.has.includes(value));
  const facts = { ...card, ...run, state: stateText, has: needs.map(({ label }) => label).join(", ") };
  for (const place of ticket.querySelectorAll("[data-fact]")) {
    place.textContent = facts[place.dataset.fact];
  }
  ticket
    .querySelectorAll(".week li")
    .forEach((day, place) => day.classList.toggle("on", run.days.includes(place)));
  ticket.querySelector(".ticket__begins").before(...run.meetings.flatMap((line) => [timeLine(line), " "]));
  const far = ticket.querySelector("[data-far]");
  if (near && miles !== undefined) {
    const place = near.name === HERE ? says.saysYou : near.name;
    far.textContent = fill(says.saysMiles, { miles: numbers.format(roundedMiles(miles)), place });
  }
  // The page of the course says how far it is, too. It is kept for that page, until the tab is closed.
  link.onclick = () => {
    try {
      sessionStorage.distance = JSON.stringify([link.href, number, far.textContent]);
    } catch {
      // The browser keeps nothing for us.
    }
  };
  return ticket;
}

function timeLine([days, times]) {
  const line = document.createElement("p");
  const day = document.createElement("b");
  line.className = "ticket__time";
  day.textContent = days;
  line.append(day, times && ` ${times}`);
  return line;
}
