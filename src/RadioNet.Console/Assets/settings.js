// What a browser keeps of a user's settings, as far as it lets a page.

const WAS_ON = "radionet.audio";

// This tab's audio was on: a page that loads anew by itself turns it on by itself, where the browser lets it.
export function remember() {
  try {
    sessionStorage.setItem(WAS_ON, "1");
  } catch {
    // Not allowed: it takes a click.
  }
}

export function remembers() {
  try {
    return sessionStorage.getItem(WAS_ON) !== null;
  } catch {
    return false;
  }
}

export function keep(key, settings) {
  try {
    localStorage.setItem(key, JSON.stringify(settings));
  } catch {
    // No room, or not allowed: they are set anew next time.
  }
}

export function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}
