// A page outlives its sign-in: the text stays, and saves again once somebody has signed in elsewhere.

document.addEventListener("htmx:configRequest", ({ detail }) => {
  // Signing in changes the token, and the page still holds the old one.
  const token = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1];
  if (token && detail.verb === "post") detail.parameters.csrfmiddlewaretoken = token;
});

document.addEventListener("htmx:responseError", ({ detail }) => {
  if (detail.xhr.status !== 401 || detail.requestConfig.verb !== "post") return;
  const link = document.createElement("a");
  link.href = document.body.dataset.signIn;
  link.target = "_blank";
  link.textContent = link.href;
  const line = document.createElement("p");
  line.className = "message error";
  line.append(document.body.dataset.signedOut, " ", link);
  document.querySelector(".messages").replaceChildren(line);
});
