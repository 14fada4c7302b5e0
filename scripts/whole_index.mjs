// Makes one MiniSearch index of all courses, to weigh beside the search we have.
// Reads [{id, …}] from standard input, writes the index as JSON. Run by bench_browser.py.

import process from "node:process";
import { readFileSync } from "node:fs";
import MiniSearch from "minisearch";

const courses = JSON.parse(readFileSync(0, "utf8"));
const index = new MiniSearch({ fields: ["title", "summary", "facets"], storeFields: ["card", "facets"] });
index.addAll(courses);
process.stdout.write(JSON.stringify(index));
