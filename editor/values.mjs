// Between a file's values as our reader has them, and as the editor's fields hold them.

const PENNIES = 0.01;

const eachField = (values, schema, change) =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => !name.startsWith("__")) // the editor's own marks
      .map(([name, value]) => [name, change(value, schema.properties?.[name] ?? {})]),
  );

/**
 * From text alone to numbers, and to true and false, where the schema has them.
 * @param {any} value
 * @param {Schema} schema
 * @returns {any}
 */
export function fromFile(value, schema) {
  if (Array.isArray(value)) return value.map((one) => fromFile(one, schema.items ?? {}));
  if (typeof value === "object" && value) return eachField(value, schema, fromFile);
  if (["number", "integer"].includes(schema.type) && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  if (schema.type === "boolean" && ["true", "false"].includes(value)) return value === "true";
  return value;
}

/**
 * A switch that is off says what a field left out says. Prices have both digits of the pennies.
 * @param {any} value
 * @param {Schema} schema
 * @returns {any}
 */
export function toFile(value, schema) {
  if (Array.isArray(value)) return value.map((one) => toFile(one, schema.items ?? {}));
  if (typeof value === "object" && value) return eachField(value, schema, toFile);
  if (value === false && schema.type === "boolean") return null;
  if (typeof value === "number" && schema.multipleOf === PENNIES && !Number.isInteger(value)) {
    return value.toFixed(2);
  }
  return value;
}

/**
 * A run that was copied in the editor loses the id of the one it stands behind.
 * @param {any} values
 * @returns {any}
 */
export function copiesApart(values) {
  if (!values.runs) return values;
  const ids = values.runs.map(({ id }) => id);
  const apart = ({ id, ...run }, at) => (id && ids.indexOf(id) === at ? { ...run, id } : run);
  return { ...values, runs: values.runs.map(apart) };
}
