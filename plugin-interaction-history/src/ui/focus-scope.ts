import * as React from 'react';

/** Every place that the focus is put on by name. */
export type FocusName =
  | 'tab'
  | 'header-action'
  /** All of the customer's place, and what in it can take the focus first. */
  | 'customer'
  | 'customer-way'
  /** Of the matches: the card chosen, the card that Tab comes to, all of them together. */
  | 'chosen-match'
  | 'match'
  | 'matches'
  | 'search-name'
  | 'result'
  | 'master-way'
  | 'reason'
  | 'comment'
  | 'refusal-retry'
  | 'new-case'
  | 'services'
  | `action ${string}`
  | 'abandoned-reason'
  | 'amendment-comment';

/** Finds a place; null where it can't take the focus now. */
type Find = () => HTMLElement | null;

/** What a request may take the focus from: anything, or only nothing at all. */
type Whose = 'anybody' | 'nobody';

/**
 * The places of one tab. Whoever asks for the focus need not know where a place is, nor whether it is drawn yet: the request
 * stands until it is served, replaced, or the agent goes on to something else.
 */
export interface FocusScope {
  /** Puts the focus on the first of these places that is there. */
  focus(names: FocusName | readonly FocusName[], from?: Whose): void;
  /** The first of these places that is there now. */
  find(...names: readonly FocusName[]): HTMLElement | null;
  /** Whether the focus is within a place. */
  isWithin(name: FocusName): boolean;
  register(name: FocusName, find: Find): () => void;
  /** Something was drawn: what was asked for may be there now. */
  drawn(): void;
}

/** Flex fades a tab in, and takes the button away that was pressed: for this long the focus may be refused, or be elsewhere still. */
const SETTLING_MS = 1_000;
const MOVES_ON = ['keydown', 'pointerdown'] as const;

/** Whether nothing has the focus: what had it is gone, or nothing had it yet. */
export const isFocusNowhere = (): boolean => document.activeElement === null || document.activeElement === document.body;

export function createFocusScope(): FocusScope {
  /** The newest first: a tab that is drawn again goes before the one it replaces. */
  const places: { name: FocusName; find: Find }[] = [];
  let wanted: { names: readonly FocusName[]; from: Whose; until: number | null } | null = null;
  let isScheduled = false;

  const find = (...names: readonly FocusName[]): HTMLElement | null => {
    for (const name of names) {
      for (const place of places) {
        const element = place.name === name ? place.find() : null;
        if (element !== null) return element;
      }
    }
    return null;
  };
  const giveUp = (): void => {
    wanted = null;
    for (const event of MOVES_ON) document.removeEventListener(event, giveUp, true);
  };
  const serve = (): void => {
    isScheduled = false;
    const element = wanted === null ? null : find(...wanted.names);
    if (wanted === null || element === null) return;
    if (wanted.from === 'anybody' || isFocusNowhere()) element.focus();
    wanted.until ??= Date.now() + SETTLING_MS;
    if (document.activeElement === element || Date.now() > wanted.until) giveUp();
    else schedule((serving) => void window.requestAnimationFrame(serving));
  };
  const schedule = (when: (serving: () => void) => void): void => {
    if (wanted === null || isScheduled) return;
    isScheduled = true;
    when(serve);
  };
  /** After what is being drawn: until then what goes away is still there to be found. */
  const drawn = (): void => schedule((serving) => void Promise.resolve().then(serving));

  return {
    find,
    drawn,
    isWithin: (name) => find(name)?.contains(document.activeElement) ?? false,
    focus(names, from = 'anybody') {
      giveUp();
      wanted = { names: typeof names === 'string' ? [names] : names, from, until: null };
      for (const event of MOVES_ON) document.addEventListener(event, giveUp, true);
      drawn();
    },
    register(name, findPlace) {
      const place = { name, find: findPlace };
      places.unshift(place);
      return () => void places.splice(places.indexOf(place), 1);
    },
  };
}

/** The places around a component: of the task's tab; elsewhere of the page. */
export const FocusScopeContext = React.createContext(createFocusScope());
export const useFocusScope = (): FocusScope => React.useContext(FocusScopeContext);

/** Names a place of the component for as long as it is mounted. */
export function useFocusTarget(name: FocusName, find: Find): void {
  const scope = useFocusScope();
  const latest = React.useRef(find);
  latest.current = find;
  React.useLayoutEffect(() => scope.register(name, () => latest.current()), [scope, name]);
  React.useLayoutEffect(() => scope.drawn());
}

/** Puts the focus on a place of the component as it is mounted, and names it. */
export function useFocusOnMount(name: FocusName, find: Find): void {
  const scope = useFocusScope();
  useFocusTarget(name, find);
  React.useEffect(() => scope.focus(name), [scope, name]);
}
