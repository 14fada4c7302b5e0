// What a service worker has around it, and the line that the build puts before ours (catalogue/site/worker.py).

declare const SITE: Record<
  "home" | "build" | "mark" | "assets" | "courses" | "offline" | "saved" | "language" | "title" | "bar",
  string
>;
declare const clients: Clients;
declare const registration: ServiceWorkerRegistration;
declare function skipWaiting(): Promise<void>;
declare function addEventListener<Name extends "install" | "activate" | "fetch" | "message">(
  name: Name,
  does: (event: ServiceWorkerGlobalScopeEventMap[Name]) => void,
): void;
