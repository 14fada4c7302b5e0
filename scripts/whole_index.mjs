// Makes one MiniSearch index of all courses, to weigh beside the search we have.
// Reads [{id, …}] from standard input, writes the index as JSON. Run by bench_browser.py.

import process from "node:process";
import { json } from "node:stream/consumers";
import MiniSearch from "minisearch";

const courses = await json(process.stdin);
const index = new MiniSearch({ fields: ["title", "summary", "facets"], storeFields: ["card", "facets"] });
index.addAll(courses);
process.stdout.write(JSON.stringify(index));
