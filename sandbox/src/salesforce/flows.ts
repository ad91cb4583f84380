import { evaluate, type FormulaScope } from './formula';
import { listOf, textOf, type XmlElement } from './metadata/components';
import type { EventBus, PublishedEvent } from './event-bus';
import type { Org } from './org';
import type { FieldValue, StoredRecord } from './records';

/**
 * Runs the org's active record-triggered flows as they were deployed: before a record is saved they change it, after it they make records,
 * of which events are published once the transaction is committed, or never (Platform Events guide, "Publish After Commit").
 */
export function runFlows(org: Org, events: PublishedEvent[], now: () => number, bus: EventBus): void {
  const flows = (trigger: string, object: string): XmlElement[] =>
    [...org.metadata.flows]
      .filter(([, flow]) => flow.active && flow.object === object && flow.trigger === trigger)
      .map(([name]) => org.metadata.sources.get(`Flow:${name}`) ?? {});
  const scopeOf = (flow: XmlElement, record: StoredRecord, before: StoredRecord | null): FormulaScope => ({
    record,
    before,
    now: now(),
    formulas: Object.fromEntries(listOf(flow.formulas).map(({ name, expression }) => [textOf(name), textOf(expression)])),
  });
  const starts = (flow: XmlElement, scope: FormulaScope): boolean => {
    const { recordTriggerType, filterFormula } = (flow.start ?? {}) as XmlElement;
    const type = textOf(recordTriggerType);
    const wanted = type === 'CreateAndUpdate' || type === (scope.before === null ? 'Create' : 'Update');
    return wanted && (filterFormula === undefined || evaluate(textOf(filterFormula), scope) === true);
  };
  org.records.beforeSave.push((object, record, before) => {
    for (const flow of flows('RecordBeforeSave', object)) {
      const scope = scopeOf(flow, record, before);
      if (starts(flow, scope)) for (const step of listOf(flow.assignments)) assign(step, record, scope);
    }
  });
  org.records.triggers.push((object, record, before) => {
    for (const flow of flows('RecordAfterSave', object)) {
      const scope = scopeOf(flow, record, before);
      if (!starts(flow, scope)) continue;
      for (const step of listOf(flow.recordCreates)) {
        const name = textOf(step.object);
        if (!name.endsWith('__e')) throw new Error(`a flow that makes a ${name}: this stand-in publishes events alone`);
        const fields = listOf(step.inputAssignments).map(({ field, value }) => [
          textOf(field),
          String(valueOf(value as XmlElement, scope) ?? ''),
        ]);
        const event = { name, fields: Object.fromEntries(fields) as Record<string, string>, publishedAt: now() };
        events.push(event);
        org.records.onRollback(() => events.splice(events.indexOf(event), 1));
        // a transaction is over within one turn: what is still there then is committed
        setImmediate(() => {
          if (events.includes(event)) bus.publish(event);
        });
      }
    }
  });
}

function assign(step: XmlElement, record: StoredRecord, scope: FormulaScope): void {
  for (const item of listOf(step.assignmentItems)) {
    if (textOf(item.operator) !== 'Assign')
      throw new Error(`an assignment that this stand-in doesn't know: ${textOf(item.operator)}`);
    const field = /^\$Record\.(\w+)$/.exec(textOf(item.assignToReference))?.[1];
    if (field === undefined) throw new Error('a flow that assigns to something else than its record');
    record[field] = item.value === undefined ? null : valueOf(item.value as XmlElement, scope);
  }
}

function valueOf(value: XmlElement, scope: FormulaScope): FieldValue {
  if (value.stringValue !== undefined) return textOf(value.stringValue);
  const reference = textOf(value.elementReference);
  if (reference === '$GlobalConstant.EmptyString') return null;
  return evaluate(`{!${reference}}`, scope);
}
