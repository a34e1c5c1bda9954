//! `mtlint serve`: a page to paste an article into, and the check for other programs, over HTTP.

use super::args::ServeArgs;
use super::batch::Job;
use super::projects::Projects;
use super::silencing::Silencing;
use super::{CliError, FINE, say};
use crate::check::check;
use crate::config::Settings;
use crate::input::Origin;
use crate::lang::Lang;
use crate::report::{Article, Entry, Html, JsonLines, Later, Reporter, Totals, list_json};
use crate::rules;
use crate::source_map::SourceMap;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Router, middleware};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use serde::{Deserialize, Serialize};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, oneshot};
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, RequestId, SetRequestIdLayer};
use tower_http::set_header::SetResponseHeaderLayer;

/// The interface, for programs that make clients.
const OPENAPI: &str = include_str!("openapi.json");
/// The page to paste into.
const PAGE: &str = include_str!("page.html");
/// Connections that are open at a time; others wait to be accepted.
const CONNECTIONS: usize = 1024;
/// Requests that wait for each thread; what comes beyond is told to come again.
const WAITING: usize = 64;
/// How long a client may take to say what it wants.
const HEADERS: Duration = Duration::from_secs(5);
/// How long requests may go on when the service is told to end.
const GRACE: Duration = Duration::from_secs(10);

/// What every request needs.
struct Service {
    job: Job,
    silencing: Silencing,
    pool: rayon::ThreadPool,
    places: Semaphore,
    max_bytes: usize,
    timeout: Duration,
}

pub(super) fn run(args: &ServeArgs) -> Result<u8, CliError> {
    // Every article is one of the folder that the service was started in.
    let origin = Origin::Stdin { name: "article.txt".to_owned() };
    let profile = Projects::new(&args.settings, args.settings.overrides())?.profile(&origin)?;
    let jobs = [Job { origin, profile }];
    let silencing = Silencing::read(None, &jobs)?;
    let threads = args.threads;
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| CliError::Usage(format!("cannot start {threads} threads: {error}")))?;
    let [job] = jobs;
    let service = Service {
        job,
        silencing,
        places: Semaphore::new(pool.current_num_threads() * WAITING),
        pool,
        max_bytes: args.max_request_bytes as usize,
        timeout: Duration::from_secs(args.timeout),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(serve(SocketAddr::new(args.host, args.port), Arc::new(service)))?;
    Ok(FINE)
}

async fn serve(address: SocketAddr, service: Arc<Service>) -> Result<(), CliError> {
    let listener = TcpListener::bind(address)
        .await
        .map_err(|error| CliError::Usage(format!("cannot listen on {address}: {error}")))?;
    say(&format!("listening on http://{}", listener.local_addr()?));
    let connections = Arc::new(Semaphore::new(CONNECTIONS));
    let graceful = GracefulShutdown::new();
    let routes = router(service);
    let mut ended = std::pin::pin!(ended());
    loop {
        let place = Arc::clone(&connections).acquire_owned();
        let accepted = async {
            let place = place.await;
            (listener.accept().await, place)
        };
        let (accepted, place) = tokio::select! {
            accepted = accepted => accepted,
            () = &mut ended => break,
        };
        // A client that is gone already, or too many open files: the next one may do better.
        let Ok((stream, _)) = accepted else {
            tokio::time::sleep(Duration::from_millis(10)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADERS)
            .serve_connection(TokioIo::new(stream), TowerToHyperService::new(routes.clone()));
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // A client that breaks off is its own affair.
            let _ = connection.await;
            drop(place);
        });
    }
    let _ = tokio::time::timeout(GRACE, graceful.shutdown()).await;
    Ok(())
}

/// Resolves when the service is told to end.
async fn ended() {
    let interrupt = async {
        // Without a handler there is nothing to wait for.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                () = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    interrupt.await;
}

fn router(service: Arc<Service>) -> Router {
    let id = HeaderName::from_static("x-request-id");
    let fixed = |name, value| SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value));
    // The last layer is the first to see a request.
    Router::new()
        .route("/", get(page).post(paste))
        .route("/v1/check", post(api))
        .route("/v1/rules", get(|| async { json(list_json(&rules::metas().collect::<Vec<_>>())) }))
        .route("/openapi.json", get(|| async { json(OPENAPI.to_owned()) }))
        .route("/healthz", get(|| async { "ok\n" }))
        .fallback(|| async { Problem(StatusCode::NOT_FOUND, "there is nothing at this address".to_owned()) })
        .method_not_allowed_fallback(|| async {
            Problem(StatusCode::METHOD_NOT_ALLOWED, "this address does not take this method".to_owned())
        })
        .with_state(service)
        .layer(middleware::from_fn(with_problem))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(fixed(header::CACHE_CONTROL, "no-store"))
        .layer(fixed(header::REFERRER_POLICY, "no-referrer"))
        .layer(fixed(header::X_FRAME_OPTIONS, "DENY"))
        .layer(PropagateRequestIdLayer::new(id.clone()))
        .layer(SetRequestIdLayer::new(id, MakeRequestUuid))
        .layer(middleware::map_request(with_plain_id))
}

/// An answer to a request that could not be done: its status and what to say.
#[derive(Clone)]
struct Problem(StatusCode, String);

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.0.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Problem details as RFC 9457 has them.
#[derive(Serialize)]
struct Details<'p> {
    r#type: &'static str,
    title: &'p str,
    status: u16,
    detail: &'p str,
    request_id: &'p str,
}

/// Gives a problem its body, with the number of the request.
async fn with_problem(request: Request, next: middleware::Next) -> Response {
    let id = request.extensions().get::<RequestId>().and_then(|id| id.header_value().to_str().ok().map(str::to_owned));
    let mut response = next.run(request).await;
    let Some(Problem(status, detail)) = response.extensions_mut().remove::<Problem>() else { return response };
    let details = Details {
        r#type: "about:blank",
        title: status.canonical_reason().unwrap_or_default(),
        status: status.as_u16(),
        detail: &detail,
        request_id: id.as_deref().unwrap_or_default(),
    };
    let body = serde_json::to_string(&details).expect("strings and numbers serialize") + "\n";
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
    }
    response.headers_mut().remove(header::CONTENT_LENGTH);
    *response.body_mut() = Body::from(body);
    response
}

/// Longest number of a request that a client may give itself.
const ID_CHARS: usize = 64;

/// Drops the number that a client gave its request when it is none that a log can hold.
async fn with_plain_id(mut request: Request) -> Request {
    let plain = |value: &HeaderValue| {
        let bytes = value.as_bytes();
        let allowed = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        (1..=ID_CHARS).contains(&bytes.len()) && bytes.iter().all(allowed)
    };
    if request.headers().get("x-request-id").is_some_and(|value| !plain(value)) {
        request.headers_mut().remove("x-request-id");
    }
    request
}

fn json(body: String) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}

/// An article as a program sends it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    text: String,
    #[serde(default)]
    lang: Option<String>,
    #[serde(default)]
    path: Option<String>,
}

/// An article as the page sends it.
#[derive(Deserialize)]
struct Pasted {
    text: String,
}

async fn api(State(service): State<Arc<Service>>, request: Request) -> Result<Response, Problem> {
    let kind = kind_of(&request);
    let body = service.body(request).await?;
    let sent = match kind.as_deref() {
        Some("application/json") => serde_json::from_slice(&body)
            .map_err(|error| Problem(StatusCode::BAD_REQUEST, format!("the body is not what it should be: {error}")))?,
        Some("text/plain") | None => Sent { text: in_utf8(body)?, lang: None, path: None },
        Some(_) => {
            let detail = "send application/json with a text, or text/plain".to_owned();
            return Err(Problem(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail));
        }
    };
    let lang =
        match sent.lang.as_deref() {
            None | Some("auto") => None,
            Some(code) => Some(Lang::supported_by_code(code).ok_or_else(|| {
                Problem(StatusCode::UNPROCESSABLE_ENTITY, format!("there is no language pack {code:?}"))
            })?),
        };
    let path = sent.path.unwrap_or_else(|| "article".to_owned());
    Ok(json(service.check(sent.text, lang, path, JsonLines { findings: true }).await?))
}

async fn page() -> Response {
    html(PAGE.to_owned())
}

async fn paste(State(service): State<Arc<Service>>, request: Request) -> Result<Response, Problem> {
    if kind_of(&request).as_deref() != Some("application/x-www-form-urlencoded") {
        return Err(Problem(StatusCode::UNSUPPORTED_MEDIA_TYPE, "the page sends a form".to_owned()));
    }
    let form = service.body(request).await?;
    let form = Request::builder()
        .method("POST")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form))
        .map_err(|error| Problem(StatusCode::BAD_REQUEST, error.to_string()))?;
    let Form(Pasted { text }) = Form::<Pasted>::from_request(form, &())
        .await
        .map_err(|error| Problem(StatusCode::BAD_REQUEST, error.body_text()))?;
    let report = service.check(text.replace("\r\n", "\n"), None, "article".to_owned(), Html { whole: true }).await?;
    Ok(html(report))
}

fn html(body: String) -> Response {
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], body).into_response()
}

/// The media type of a request, without its parameters.
fn kind_of(request: &Request) -> Option<String> {
    let value = request.headers().get(header::CONTENT_TYPE)?.to_str().ok()?;
    Some(value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
}

fn in_utf8(body: Vec<u8>) -> Result<String, Problem> {
    let text = String::from_utf8(body).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Problem(StatusCode::BAD_REQUEST, format!("the text is not UTF-8 at byte {at}"))
    })?;
    Ok(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
}

impl Service {
    /// The body of a request, if it comes whole, in time and is not too large.
    async fn body(&self, request: Request) -> Result<Vec<u8>, Problem> {
        let too_large = || {
            let most = self.max_bytes;
            Problem(StatusCode::PAYLOAD_TOO_LARGE, format!("a request has at most {most} bytes (--max-request-bytes)"))
        };
        let length =
            request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
        if length.is_some_and(|length: usize| length > self.max_bytes) {
            return Err(too_large());
        }
        // One byte more tells a body that is too large from one that broke off.
        match tokio::time::timeout(self.timeout, to_bytes(request.into_body(), self.max_bytes)).await {
            Ok(Ok(body)) => Ok(body.into()),
            Ok(Err(error)) if error.to_string().contains("length limit") => Err(too_large()),
            Ok(Err(_)) => Err(Problem(StatusCode::BAD_REQUEST, "the body broke off".to_owned())),
            Err(_) => Err(Problem(StatusCode::REQUEST_TIMEOUT, "the body did not come in time".to_owned())),
        }
    }

    /// Checks a text on a thread of its own, and reports it.
    async fn check(
        self: &Arc<Self>,
        text: String,
        lang: Option<Lang>,
        path: String,
        reporter: impl Reporter + Send + 'static,
    ) -> Result<String, Problem> {
        let Ok(place) = self.places.try_acquire() else {
            return Err(Problem(StatusCode::SERVICE_UNAVAILABLE, "too many articles wait to be checked".to_owned()));
        };
        let (sender, receiver) = oneshot::channel();
        let service = Arc::clone(self);
        self.pool.spawn(move || {
            // Whoever waited may have gone.
            let _ = sender.send(service.report(&text, lang, &path, &reporter));
        });
        let report = tokio::time::timeout(self.timeout, receiver).await;
        drop(place);
        match report {
            Ok(Ok(report)) => Ok(report),
            Ok(Err(_)) => Err(Problem(StatusCode::INTERNAL_SERVER_ERROR, "the check broke off".to_owned())),
            Err(_) => Err(Problem(StatusCode::SERVICE_UNAVAILABLE, "the check did not end in time".to_owned())),
        }
    }

    fn report(&self, text: &str, lang: Option<Lang>, path: &str, reporter: &dyn Reporter) -> String {
        let profile = &*self.job.profile;
        let settings = &profile.settings;
        let own;
        let settings = match lang {
            Some(_) => {
                own = Settings { lang, ..settings.clone() };
                &own
            }
            None => settings,
        };
        let mut checked = check(text, settings);
        self.silencing.apply(path, text, profile, &mut checked);
        let gate = super::batch::gate(&checked, &profile.gate);
        let article = Article { text, source: &SourceMap::default(), checked: &checked, gate: &gate, unchanged: 0 };
        let entry = Entry { path, outcome: Ok(article) };
        let mut totals = Totals::default();
        totals.add(&entry);
        let mut later = Later::default();
        let rendered = reporter.entry(&entry);
        later.add(reporter.later(&entry));
        format!("{}{rendered}{}", reporter.opening(), reporter.closing(&totals, &later))
    }
}
