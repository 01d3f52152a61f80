import type { PanelFailure } from '../../../server/protocol/panelMessages';
import { HostClient, type PanelEvent, type VsCodeApi } from './hostClient';
import { pageLettering, type Lettering } from './measureText';
import { onThemeChange } from './themeColors';

/** What the state of every panel holds beside its own. */
export interface HostedState {
  /** Why there is nothing to show. */
  readonly failure: string | null;
  /** A request that failed. */
  readonly notice: string | null;
}

/** What survives hiding and reloading in every panel. */
export interface SavedScroll {
  /** Pixels that the page was scrolled down. */
  readonly scroll: number;
}

/** Ties host, state and page of a panel together: what it shows and asks is its own. */
export abstract class HostedPanel<
  Request,
  Event extends PanelEvent,
  State extends HostedState,
  Saved extends SavedScroll,
> {
  /** Letters of the moment's theme: another object for another theme. */
  protected letters: Lettering;
  private readonly host: HostClient<Request, Event>;
  /** How the panel was looked at; null once a model was shown so. */
  private restore: Saved | null;

  /** @param eventTypes every type of `Event`. */
  protected constructor(
    protected readonly root: HTMLElement,
    private readonly api: VsCodeApi,
    eventTypes: readonly Event['type'][],
    protected state: State,
    saved: Saved,
  ) {
    this.restore = saved;
    this.letters = pageLettering(root);
    this.host = new HostClient(api, eventTypes, (event) => this.receive(event));
  }

  /** Draws the empty panel, follows the theme, and tells the host to send. */
  start(): void {
    this.draw();
    onThemeChange(() => {
      this.letters = pageLettering(this.root);
      this.dress();
    });
    document.addEventListener('scrollend', () => this.saveState());
    this.host.connect(window);
  }

  /** Takes the failed request off the page. */
  dismissNotice(): void {
    this.notify(null);
  }

  /** Takes what the host sends. */
  protected abstract receive(event: Event | PanelFailure): void;

  /** Draws all of the state. */
  protected abstract draw(): void;

  /** What of the state is to survive; asked for only after a model was shown. */
  protected abstract toSave(): Saved;

  /** Draws anew in letters and colours of another theme. */
  protected dress(): void {
    this.draw();
  }

  /** Changes the state and draws it. */
  protected change(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    this.draw();
  }

  /** Has the host do something; what fails is said above the panel, after `otherwise`. */
  protected async ask(request: Request, otherwise: string): Promise<void> {
    try {
      await this.host.request(request);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.notify(`${otherwise}: ${reason}`);
    }
  }

  /** How the panel was looked at before it was closed; null after the first model. */
  protected takeSaved(): Saved | null {
    const saved = this.restore;
    this.restore = null;
    return saved;
  }

  /** Scrolls to where a person was. */
  protected scrollBack(saved: SavedScroll | null): void {
    if (saved && saved.scroll > 0) scrollTo({ top: saved.scroll, behavior: 'instant' });
  }

  /** Saves how the panel is looked at; before the first model what was saved is still to be restored. */
  protected saveState(): void {
    if (this.restore === null) this.api.setState(this.toSave());
  }

  private notify(notice: string | null): void {
    this.state = { ...this.state, notice };
    this.draw();
  }
}
