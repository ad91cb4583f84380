import { FIRESTORE_FAULTS, type EmbeddedFirestore, type FirestoreFault } from './firestore/embedded';
import type { FunctionsFault } from './functions/protocol';
import type { FunctionsHost } from './functions/start';
import { MASTER_FAULTS, type MasterFault } from './master/proxy';
import type { MasterStandIn } from './master/stand-in';
import { FAULTS, type Fault } from './salesforce/faults';
import type { SalesforceStandIn } from './salesforce/stand-in';
import type { FaultSource, LabHandler } from './twilio/lab';
import { BILLING_FAULTS, type BillingFault, type WhmcsStandIn } from './whmcs/stand-in';
import { invalid } from './twilio/twilio-error';

interface Parts {
  salesforce: SalesforceStandIn;
  master: MasterStandIn;
  /** Null: Google's emulator has no switches. */
  firestore: EmbeddedFirestore | null;
  functions: FunctionsHost;
  /** Null: orders aren't provisioned. */
  whmcs: WhmcsStandIn | null;
}
interface Switch {
  label: string;
  choices: readonly string[];
  set(fault: string | null): void | Promise<void>;
}

/** The faults panel of the phone page: a switch for each source behind the Functions, and for the Functions themselves. */
export function labFaults({ salesforce, master, firestore, functions, whmcs }: Parts): Record<string, LabHandler> {
  const switches: Record<string, Switch> = {
    salesforce: {
      label: 'Salesforce',
      choices: FAULTS,
      set: (fault) => salesforce.faults.set(fault as Fault | null),
    },
    master: {
      label: 'Customer master',
      choices: MASTER_FAULTS,
      set: (fault) => master.faults.set(fault as MasterFault | null),
    },
    functions: {
      label: 'Functions',
      choices: ['reset', 'hang', '500'],
      set: (fault) => functions.setFault(fault as FunctionsFault),
    },
    ...(whmcs === null
      ? {}
      : {
          whmcs: {
            label: 'WHMCS',
            choices: BILLING_FAULTS,
            set: (fault: string | null) => whmcs.setFault(fault as BillingFault | null),
          },
        }),
    ...(firestore === null
      ? {}
      : {
          firestore: {
            label: 'Firestore',
            choices: FIRESTORE_FAULTS,
            set: (fault: string | null) => firestore.setFault(fault as FirestoreFault),
          },
        }),
  };
  const current = new Map<string, string>();

  const faults: LabHandler = async (body) => {
    const { source, fault = null } = (body ?? {}) as { source?: string; fault?: string | null };
    if (source !== undefined) {
      const chosen = switches[source];
      if (chosen === undefined) throw invalid(`No fault source ${source}`);
      const wanted = fault === '' ? null : fault;
      if (wanted !== null && !chosen.choices.includes(wanted))
        throw invalid(`Unknown fault ${wanted}: one of ${chosen.choices.join(', ')}`);
      await chosen.set(wanted);
      if (wanted === null) current.delete(source);
      else current.set(source, wanted);
    }
    const sources: FaultSource[] = Object.entries(switches).map(([id, { label, choices }]) => ({
      id,
      label,
      choices,
      fault: current.get(id) ?? null,
    }));
    return { sources };
  };
  return { faults };
}
