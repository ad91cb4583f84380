import type {
  DraftResponse,
  PublicationIssue,
  ReasonCode,
  ReasonTree,
  Revision,
} from '@interaction-history/shared/src/contract/reason-codes';
import type { CurrentWorkspace } from '@interaction-history/shared/src/contract/workspace';
import type { Edit, Refusal } from '@interaction-history/shared/src/reason-codes/edit/apply';
import type { EditHistory } from '@interaction-history/shared/src/reason-codes/edit/history';
import type { Choice } from '@interaction-history/shared/src/reason-codes/edit/merge-with-choices';
import type { WrapUpPolicy } from '@interaction-history/shared/src/settings/settings';
import type { ApiError } from '../../api/api-error';
import type {
  EditorState as VersionedState,
  Publishing as VersionedPublishing,
  VersionedEditing,
} from '../versioned/versioned-editor';

export interface Colleague {
  sid: string;
  name: string;
  savedAt: string;
}

/** A tree as published, with who published it; null for the built-in starter tree. */
export interface Published {
  tree: ReasonTree;
  by: Revision | null;
}

/** With the server's objections; edits since then may have fixed them, so the next publication asks again. */
export type Publishing = VersionedPublishing<{ issues: readonly PublicationIssue[] }>;

/** This editor's draft as another of their open pages has saved it (AD-2). */
export type StoredDraft = NonNullable<DraftResponse['draft']>;
export interface OtherPage {
  /** Null: it was thrown away there. */
  draft: StoredDraft | null;
  /** Why a choice between the two could not be carried out; null: nothing is in the way. */
  error: ApiError | null;
}

export type Workspace = { phase: 'loading' } | ({ phase: 'ready' } & CurrentWorkspace) | { phase: 'failed'; error: ApiError };

/** Everything that an editor of reason codes works on. */
export interface Editing extends VersionedEditing {
  /** What the draft began from. */
  base: Published;
  history: EditHistory<readonly ReasonCode[]>;
  /** Published since the draft began (AD-2); null: nothing was. */
  newer: Published | null;
  /** Of the conflicts with `newer`, by conflict key. */
  choices: ReadonlyMap<string, Choice>;
  publishing: Publishing;
  /** The last edit that was not made, and why. */
  refused: { edit: Edit; refusal: Refusal } | null;
  others: readonly Colleague[];
  /** Until one of the two drafts is chosen; null: there is one alone. */
  otherPage: OtherPage | null;
  /** Locales in use, English first. */
  locales: readonly string[];
  /** The reason of tasks that end without the agent. */
  defaultReasonId: string | null;
  /** Whether agents write a comment with every reason. */
  wrapUpPolicy: WrapUpPolicy;
  workspace: Workspace;
}

export type EditorState = VersionedState<Editing>;
