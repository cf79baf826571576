/** What passes between the thread that speaks the protocol and the one that reads the database. */
import { z } from 'zod';
import type { AssistantTool } from '../../../shared/assistants.ts';

const day = z
  .string()
  .max(20)
  .describe('today, tomorrow, yesterday, a date such as 2026-12-01, or a distance such as +3d');
const calendar = z.string().max(1024).describe('only this calendar, by its name or id').optional();
const from = day.default('today');
const to = day.describe('the last day, included; by default the first one').optional();

/** The arguments of each tool. What does not match never reaches the database. */
export const toolArguments = {
  agenda: z.strictObject({ from, to, calendar }),
  search: z.strictObject({
    query: z.string().min(1).max(500).describe('words that the events must contain'),
    limit: z.int().min(1).max(50).default(20),
  }),
  meeting: z.strictObject({ id: z.string().min(1).max(8000).describe('the id from another result') }),
  free_time: z.strictObject({
    from,
    to,
    hours: z.string().max(11).default('09:00-17:00').describe('the hours of a day to look at'),
    atLeastMinutes: z.int().min(1).max(1440).default(30),
  }),
  changes: z.strictObject({ since: day.describe('only changes since this day').default('-7d') }),
} satisfies Record<AssistantTool, z.ZodType>;

export type ToolCall = {
  readonly [Tool in AssistantTool]: {
    readonly tool: Tool;
    readonly args: z.infer<(typeof toolArguments)[Tool]>;
  };
}[AssistantTool];

/** JSON text, or a sentence about what went wrong. */
export interface ToolResult {
  readonly text: string;
  readonly failed: boolean;
}
