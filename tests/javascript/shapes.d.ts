// The shapes that our modules hand each other. Their comments name them.

/** The values of a file, or of a part of it, by the names of its fields. */
type Values = Record<string, any>;

/** A JSON Schema by its keywords, of a file or of a part of it. */
type Schema = Record<string, any>;

/** A sentence of the page by its name, with the words that go into it. */
type Says = (name: string, words?: Record<string, string | number>) => string;

/** What the page for sheets is told of one: see catalogue/sheets/in_browser.py. */
type Findings = {
  error: string;
  verdict: string;
  summary: string;
  report: string;
  matters: {
    name: string;
    why: string;
    offer: string;
    choices: string[];
    rows: string;
    questions: {
      name: string;
      topic: string;
      why: string;
      offer: string;
      offers: [string, string][];
      columns: [string, string][];
      choices: string[];
      isClosed: boolean;
      rows: string;
    }[];
  }[];
  headings: string[];
  rows: {
    outcome: string;
    number: number;
    sheet: string;
    course: string;
    title: string;
    said: { heading: string; text: string; read: string }[];
    faults: string[];
  }[];
  files: Record<string, string>;
  there: string[];
  copy: { name: string; bytes: string } | null;
};

/** The way to a field: names, and numbers of rows. */
type Field = (string | number)[];

/** What is wrong and how to mend it; in the form also beside which control it is said. */
type Problem = { field: Field; code: string; what: string; mend: string };
type ShownProblem = { control: Part; code?: string; what: string; mend: string };

/** What the text in a box is read as: its value, or why it is asked (a name of data-says-ask-…) and what is offered. */
type Reading = { value?: string; why?: string; offers?: string[] };

/** What is said beside a box, and offered to put into it. */
type Said = { words: string; offers: string[] };

/** form.json: see catalogue/site/form_file.py. */
type FormFile = {
  schemas: Record<string, Schema>;
  schema_lines: Record<string, string>;
  words: Record<string, any>;
  words_in_form: Record<string, any>;
  calendar: { days: string[]; months: string[] };
  rules: Record<string, any>;
  warnings: string[];
};

/** What is written in the form: a course, and a new place if a run is at one. */
type Written = {
  provider: string;
  file: string;
  gathered: Values;
  course: Values;
  place: Values | null;
  placeId: string;
};

/** A course as the site serves it for a change, in a file of change/courses/. */
type PublishedCourse = {
  id: string;
  file: string;
  schema_line: string;
  may_have_comments: boolean;
  values: Values;
};

/** preview.json: sentences, terms as [label, meaning] by vocabulary (audiences also have people, who and kind), venues, providers, addresses. */
type PreviewFile = {
  language: string;
  words: Record<string, any>;
  terms: Record<string, Record<string, string[]>>;
  venues: Record<string, any>;
  providers: Record<string, any>;
  body: any[];
  macros: Record<string, any>;
  [part: string]: any;
};

/** Text, markup of our own, nodes, or lists of these. */
type Pieces = string | number | Node | { html: string } | null | undefined | Pieces[];

/** A run with what can be understood of it. Days are texts; an end that is open is null. */
type Run = {
  [field: string]: any;
  starts: string | null;
  ends: string | null;
  apply_by: string | null;
  state: string;
  sessions: { weekday: number; every: number; day: string; from: string; to: string }[];
};
type Meeting = { day: string; from: string; to: string };

/** A published course that is much like another, and its run that is. */
type Overlap = { course: Values; run: Run; miles: number; score: number };
/** What a new course may be like: courses on its topics, and the subjects that phrases tell of, by topic. */
type Nearby = { courses: Values[]; subjects: Record<string, Record<string, string[]>> };

/** Degrees north and east. */
type Point = [number, number];

/** One choice of a filter of the search; `box` is where it is ticked. */
type Choice = {
  group: string;
  value: string;
  label: string;
  words: string[];
  first?: string;
  last?: string;
  box?: any;
};
type Place = { name: string; at: Point; words: string[] };

/** Where somebody wants to be near to, and what is not quite as they asked. */
type Near = { name: string; at?: Point; note?: string; offers?: string[] };

/** What a word is looked for as: see corrected in spelling.js. */
type Corrected = {
  word: string;
  known?: boolean;
  begins?: boolean;
  longer?: string;
  form?: string;
  offer?: string;
};

/** A file of words by the sound they begin with: see catalogue/site/search/lexicon.py. */
type Sound = {
  known: string[];
  said: () => string[];
  meanings: string[];
  real: () => Promise<string[]>;
};

/**
 * One word that is looked for, or a phrase that means topics, and others (`wider`) of which it is only a part.
 * `also` are words that mean the same to courses. `literal` is left out where no course can have the words;
 * `begins` where they begin a word, `soft` where they only rank, `unwanted` where they are wanted the less for it;
 * `courses` are those with this title.
 */
type Unit = {
  words: string[];
  said?: string[];
  topics: string[];
  isLabel?: boolean;
  isMentioned?: boolean;
  wider?: string[];
  also?: { words: string[]; isPart: boolean }[];
  some?: string[];
  literal?: string[];
  begins?: boolean;
  soft?: boolean;
  unwanted?: boolean;
  courses?: number[];
};
/** `written` says how each word of what was `typed` was written; `offers` what else may be meant. */
type Read = {
  units: Unit[];
  typed: string;
  written?: Map<string, string>;
  mended: string;
  unknown: string[];
  offers?: string[];
};
type Chosen = Record<string, Choice[]>;
type Question = { read: Read; near: Near | undefined; sort: string; chosen: Chosen };

/** What is meant by the words: see search/understand.js. */
type Meant = { place: string; filters: Choice[]; units: Unit[]; soft: string[]; unwanted: string[]; titled: number[] };

/** What a filter or place is called, and what phrases and titles mean, by the key of the phrase. */
type Known = {
  filters: Map<string, any[]>;
  meanings: Map<string, any[]>;
  titles: Map<string, any[]>;
  places: Map<string, any[]>;
  near: Place[];
  passedOver: Set<string>;
  common: Set<string>;
  ages: Choice[];
};
/** A course that Pagefind found, by its number. */
type Scored = { course: number; score: number };
type IndexFiles = {
  address: string;
  base: string;
  titles: () => Promise<string[]>;
  longer: (word: string) => Promise<string[]>;
};
type Asks = { scores?: Map<number, number>; chosen: Chosen; near?: Point; sort?: string };
type Scores = {
  scores: Map<number, number>;
  whole: Set<number>;
  missing: string[];
  narrower: { typed: string; isName: boolean; topic: string }[];
  titlesOnly: boolean;
};
type Found = { course: number; run: number; miles?: number };
type Answer = { fitting: Found[]; nearly: Found[]; without: Choice[]; withoutWords: boolean };

/** reference/free-rules.yaml with its words, and how likely a course is free. */
type FreeRules = Record<"questions" | "reasons" | "kinds" | "says" | "words" | "marks", any>;
type Verdict = { verdict: string; reasons: { id: string; verdict: string; why: string }[] };

/** A draft in this browser, and how dates, times, numbers and lists are worded. */
type Draft = Record<string, any>;
type Wording = Record<string, any>;
