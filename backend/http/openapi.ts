import * as z from "zod/mini";
import { problem } from "./problem.ts";
import type { Answer, RouteSpec } from "./route.ts";

const schemaOf = (schema: z.ZodMiniType): object => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Record<
    string,
    unknown
  >;
  return rest;
};
const problemContent = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };

/** OpenAPI 3.1 from the very schemas that parse requests. */
export function openApi(specs: readonly RouteSpec[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const spec of specs) {
    const path = spec.path.replace(/\{(\w+)\+\}/g, "{$1}");
    paths[path] = { ...paths[path], [spec.method]: operation(spec) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Liangji 良迹", version },
    paths,
    components: { schemas: { Problem: schemaOf(problem) } },
  };
}

function operation({ summary, params, query, body, upload, answers }: RouteSpec): object {
  const parameters = [...fields(params, "path"), ...fields(query, "query")];
  return {
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: { "application/json": { schema: schemaOf(body) } } } }),
    ...(upload && { requestBody: { required: true, content: Object.fromEntries(upload.map((type) => [type, {}])) } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, answer]) => [
          status,
          { description: status, content: contentOf(answer) },
        ]),
      ),
      default: { description: "refused, with a code and a sentence", content: problemContent },
    },
  };
}

const contentOf = (answer: Answer): object =>
  "json" in answer
    ? { "application/json": { schema: schemaOf(answer.json) } }
    : { [answer.type.split(";")[0] ?? ""]: {} };

function fields(schema: z.ZodMiniType | undefined, where: "path" | "query"): object[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema) as {
    properties?: Record<string, object>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, one]) => ({
    name,
    in: where,
    required: where === "path" || required.includes(name),
    schema: one,
  }));
}
