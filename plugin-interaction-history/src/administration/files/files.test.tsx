import { TextDecoder as NodeTextDecoder } from 'node:util';
import { createEvent, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { toCsv } from '@interaction-history/shared/src/reason-codes/file/export';
import { refusal, unreachable } from '../../testing/fake-functions';
import { CODES, draftsIn, line, lines, renderAdministration, violationsIn } from '../testing/render-administration';
import { files } from '../strings/files.en';
import { exportFile } from './export-file';
import { decode, MAX_SENT } from './read-file';

// jsdom has none
beforeAll(() => void Object.assign(globalThis, { TextDecoder: NodeTextDecoder }));

type Page = ReturnType<typeof renderAdministration>;
const RENAMED = CODES.map((code) => (code.id === 'complaint' ? { ...code, labels: { en: 'Grievance', ja: '苦情' } } : code));
const imports = ({ functions }: Page): Record<string, string>[] => functions.to('reason-codes/import').map(({ body }) => body);
const choose = async (content: string | Uint8Array, name = 'codes.csv'): Promise<void> => {
  await userEvent.upload(screen.getByLabelText('Choose a CSV or JSON file'), new File([content as BlobPart], name));
};
const open = async (answer: (body: Record<string, string>) => object): Promise<Page> => {
  const page = renderAdministration({ 'reason-codes/import': answer });
  await line(/^Complaint/);
  return page;
};

test('AD-3 a good file shows what it would change and goes into the draft as one step, never straight to what is published', async () => {
  const page = await open(() => ({ outcome: 'read', codes: RENAMED }));
  await choose(toCsv(RENAMED));
  const told = await screen.findByRole('region', { name: 'What it would change in your draft' });
  expect(told).toHaveTextContent('Renamed “Complaint” to “Grievance”');
  expect(told).toHaveTextContent('Translated “Grievance” in Japanese: “苦情”');
  expect(draftsIn(page.functions.to('reason-codes/draft'))).toEqual([]);
  expect(await violationsIn(page.container)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Use as my draft' }));
  expect(await line(/^Grievance/)).toBeInTheDocument();
  expect(screen.getByText('codes.csv is in your draft. Undo reverts it.')).toBeInTheDocument();
  expect(page.functions.to('reason-codes/publish')).toEqual([]);
  (await line(/^Grievance/)).focus();
  await userEvent.keyboard('{Control>}z{/Control}');
  expect(await line(/^Complaint/)).toBeInTheDocument();
  expect(imports(page)).toMatchObject([{ format: 'csv' }]);
});

test('AD-3 a bad file names every line, column, problem and value in words; nothing is applied and the list can be copied', async () => {
  const user = userEvent.setup();
  const page = await open(() => ({
    outcome: 'refused',
    total: 120,
    issues: [
      { line: 0, problem: 'removed', value: 'billing' },
      { line: 4, column: 'active', problem: 'no-yes-or-no', value: 'maybe' },
      { line: 9, column: 'id', problem: 'duplicate-id', value: 'complaint', otherLine: 5 },
    ],
  }));
  await choose('id\nx');
  expect(await screen.findByText('Nothing imported: 120 problems in the file')).toBeInTheDocument();
  const rows = within(screen.getByRole('table'))
    .getAllByRole('row')
    .map(({ textContent }) => textContent);
  expect(rows[1]).toBe('FileThis code is published and missing from the file: retire it instead (active: false)billing');
  expect(rows[2]).toBe('4activeMust be true or falsemaybe');
  expect(rows[3]).toBe('9idAnother code has this ID See line 5.complaint');
  expect(screen.getByText('The first 3 of 120 are listed.')).toBeInTheDocument();
  expect(await violationsIn(page.container)).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Copy the list' }));
  expect(await screen.findByText('Copied')).toBeInTheDocument();
  expect((await navigator.clipboard.readText()).split('\n')[2]).toBe('4\tactive\tMust be true or false\tmaybe');
  expect(screen.queryByRole('button', { name: 'Use as my draft' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Back to the tree' }));
  expect(lines().join()).toContain('Complaint');
  expect(draftsIn(page.functions.to('reason-codes/draft'))).toEqual([]);
});

test('AD-3 a file equal to the draft says that there is nothing to take over', async () => {
  await open(() => ({ outcome: 'read', codes: CODES }));
  await choose(toCsv(CODES));
  expect(await screen.findByText(/nothing to import/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Use as my draft' })).toBeNull();
});

test('AD-3 a file takes the place of a draft that is told of first', async () => {
  await open(() => ({ outcome: 'read', codes: CODES }));
  (await line(/^Complaint/)).focus();
  await userEvent.keyboard('{F2}Objection{Enter}');
  await choose(toCsv(CODES));
  expect(await screen.findByText(/Your draft has 1 change/)).toBeInTheDocument();
  expect(screen.getByRole('region', { name: /would change/ })).toHaveTextContent('“Objection” to “Complaint”');
});

test('AD-3 too large a file is refused before it is sent, with the limit', async () => {
  const page = await open(() => ({}));
  await choose('é'.repeat(MAX_SENT / 6), 'big.csv');
  expect(await screen.findByText(/too large: 905 KB, and at most 900 KB/)).toBeInTheDocument();
  await choose(new Uint8Array(3_000_000), 'huge.csv');
  expect(await screen.findByText(/too large: 2,930 KB/)).toBeInTheDocument();
  expect(imports(page)).toEqual([]);
});

test('AD-3 UTF-8 and UTF-16 with their marks are read; what is neither is refused with how to save it', async () => {
  const utf16 = (text: string, little: boolean): Uint8Array => {
    const bytes = [...`\ufeff${text}`].flatMap((sign) => {
      const [high, low] = [sign.charCodeAt(0) >> 8, sign.charCodeAt(0) & 0xff];
      return little ? [low, high] : [high, low];
    });
    return new Uint8Array(bytes);
  };
  const utf8 = Uint8Array.from(Buffer.from('\ufeff請求,é'));
  expect([decode(utf8), decode(utf16('請求,é', true)), decode(utf16('請求,é', false))]).toEqual(['請求,é', '請求,é', '請求,é']);
  // Shift JIS, Latin 1, UTF-16 without its mark
  for (const wrong of [
    [0x90, 0xbf, 0x8b, 0x81],
    [0x63, 0xe9, 0x2c],
    [0x69, 0x00, 0x64, 0x00],
  ])
    expect(decode(Uint8Array.from(wrong))).toBeNull();
  const page = await open(() => ({}));
  await choose(Uint8Array.from([0x63, 0xe9, 0x2c]));
  expect(await screen.findByText(/CSV UTF-8 \(Comma delimited\)/)).toBeInTheDocument();
  expect(imports(page)).toEqual([]);
});

test('AD-3 a check that fails is tried again; a JSON file is sent as JSON', async () => {
  let works = false;
  const page = await open(() => (works ? { outcome: 'read', codes: CODES } : unreachable));
  await choose('{"codes":[]}', 'codes.json');
  expect(await screen.findByText('Couldn’t check the file')).toBeInTheDocument();
  works = true;
  await userEvent.click(screen.getByRole('button', { name: /Retry/ }));
  expect(await screen.findByText(/nothing to import/)).toBeInTheDocument();
  expect(imports(page).map(({ format }) => format)).toEqual(['json', 'json']);
});

test('AD-3 who may not import is told so', async () => {
  await open(() => refusal(403, 'forbidden'));
  await choose('id');
  expect(await screen.findByText(/You may not do this/)).toBeInTheDocument();
});

test('AD-3 an export’s name says revision and day, and its text is the export’s', () => {
  const now = new Date(2026, 10, 3, 9, 0);
  expect(exportFile(CODES, 'csv', { version: 41, isDraft: false, now })).toMatchObject({
    name: 'reason-codes-revision-41-2026-11-03.csv',
    text: toCsv(CODES),
  });
  expect(exportFile(CODES, 'json', { version: 41, isDraft: true, now }).name).toBe(
    'reason-codes-draft-of-revision-41-2026-11-03.json',
  );
});

test('AD-3 export by the keyboard: the menu opens, arrows move, Esc closes', async () => {
  const { container } = renderAdministration();
  await line(/^Complaint/);
  const button = screen.getByRole('button', { name: 'Export' });
  button.focus();
  await userEvent.keyboard('{ArrowDown}');
  expect(screen.getByRole('menuitem', { name: 'My draft, CSV' })).toHaveFocus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  expect(screen.getByRole('menuitem', { name: 'Revision 41, CSV' })).toHaveFocus();
  expect(await violationsIn(container)).toEqual([]);
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('menu')).toBeNull();
  expect(button).toHaveFocus();
});

describe('AD-3 a file dropped anywhere on the page', () => {
  /** jsdom's drag events know nothing of where they go. */
  const leave = (from: Element, to: Element): void => {
    const event = createEvent.dragLeave(from);
    Object.defineProperty(event, 'relatedTarget', { value: to });
    fireEvent(from, event);
  };
  /** jsdom has no DataTransfer. */
  const dragged = (...files: File[]) => ({ dataTransfer: { types: files.length > 0 ? ['Files'] : ['text/plain'], files } });

  test('is checked like a chosen one, and the browser does not open it in place of Flex', async () => {
    const page = await open(() => ({ outcome: 'read', codes: RENAMED }));
    const over = await line(/^Complaint/);
    const file = new File([toCsv(RENAMED)], 'dropped.csv');
    // false: the browser's own doing was prevented
    expect(fireEvent.dragOver(over, dragged(file))).toBe(false);
    expect(screen.getByText(files.drop)).toBeInTheDocument();
    expect(await violationsIn(page.container)).toEqual([]);
    expect(fireEvent.drop(over, dragged(file))).toBe(false);
    expect(await screen.findByRole('region', { name: 'What it would change in your draft' })).toHaveTextContent('Grievance');
    expect(screen.queryByText(files.drop)).toBeNull();
    expect(imports(page)).toMatchObject([{ format: 'csv' }]);
  });

  test('that leaves again leaves nothing behind; a line of the tree that is dragged is no file', async () => {
    const page = await open(() => ({}));
    const over = await line(/^Complaint/);
    fireEvent.dragOver(over, dragged(new File([''], 'x.csv')));
    leave(over, await line(/^Billing/));
    expect(screen.getByText(files.drop)).toBeInTheDocument();
    leave(over, document.body);
    expect(screen.queryByText(files.drop)).toBeNull();
    expect(fireEvent.dragOver(page.container.querySelector('#ih-administration > div') as Element, dragged())).toBe(true);
    expect(screen.queryByText(files.drop)).toBeNull();
    expect(imports(page)).toEqual([]);
  });
});
