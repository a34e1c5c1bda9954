//! `mtlint serve`: a page to paste an article into, and the check for other programs, over HTTP.

use super::args::ServeArgs;
use super::batch::{Job, check_source, gate};
use super::projects::Projects;
use super::silencing::Silencing;
use super::{CliError, FINE, pool, say};
use crate::check::Checked;
use crate::config::Settings;
use crate::input::{DecodeError, Format, MAX_BYTES, Origin, Source};
use crate::lang::Lang;
use crate::report::{Article, Entry, Html, JsonLines, Later, Reporter, Totals, list_json, one_line};
use crate::rules;
use crate::words::UiLang;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Query, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Router, middleware};
use http_body_util::BodyExt;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use serde::{Deserialize, Serialize};
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, oneshot};
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, RequestId, SetRequestIdLayer};
use tower_http::set_header::SetResponseHeaderLayer;

/// The interface, for programs that make clients.
const OPENAPI: &str = include_str!("openapi.json");
/// The page to paste into; what it says is put in.
const PAGE: &str = include_str!("page.html");
/// Where the page says what went wrong.
const ALERT: &str = "<!-- alert -->";
/// Name of an article that has none.
const NAMELESS: &str = "article";
/// Bytes of a body that are taken and dropped where it is too large: a browser that is cut off while it sends shows
/// nothing but that, and the largest file that is read at all is a common slip.
const DROPPED: usize = MAX_BYTES as usize;
/// Connections that are open at a time; others wait to be accepted.
const CONNECTIONS: usize = 1024;
/// Requests for each thread that wait or are checked, also such as nobody waits for any more; what comes beyond is told to
/// come again.
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
    places: Arc<Semaphore>,
    max_bytes: usize,
    timeout: Duration,
    /// The language of answers when a request asks for none.
    ui: UiLang,
}

pub(super) fn run(args: &ServeArgs) -> Result<u8, CliError> {
    // Every article is one of the folder that the service was started in.
    let origin = Origin::Stdin { name: "article.txt".to_owned() };
    let profile = Projects::new(&args.settings, args.settings.overrides())?.profile(&origin)?;
    let jobs = [Job { origin, profile }];
    let silencing = Silencing::read(None, &jobs)?;
    let pool = pool(args.threads)?;
    let [job] = jobs;
    let service = Service {
        job,
        silencing,
        places: Arc::new(Semaphore::new(pool.current_num_threads() * WAITING)),
        pool,
        max_bytes: args.max_request_bytes as usize,
        timeout: Duration::from_secs(args.timeout),
        ui: args.ui.ui_lang,
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
        .route("/", get(page).post(page_sent))
        .route("/v1/check", post(api))
        .route("/v1/rules", get(|| async { json(list_json(&rules::metas().collect::<Vec<_>>())) }))
        .route("/openapi.json", get(|| async { json(OPENAPI.to_owned()) }))
        .route("/healthz", get(|| async { "ok\n" }))
        .fallback(|| async { Problem(StatusCode::NOT_FOUND, "there is nothing at this address".to_owned()) })
        .method_not_allowed_fallback(|| async {
            Problem(StatusCode::METHOD_NOT_ALLOWED, "this address does not take this method".to_owned())
        })
        .with_state(Arc::clone(&service))
        // A body is counted while it comes, by the limit of the arguments.
        .layer(DefaultBodyLimit::disable())
        .layer(middleware::from_fn_with_state(service, with_problem))
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

/// Gives a problem its body, with the number of the request; on the page, where people are, in words alone.
async fn with_problem(State(service): State<Arc<Service>>, request: Request, next: middleware::Next) -> Response {
    let accepts = request.headers().get(header::ACCEPT).and_then(|accepts| accepts.to_str().ok());
    let to_people = request.uri().path() == "/" && accepts.is_some_and(|accepts| accepts.contains("text/html"));
    let ui = service.ui_of(&request).unwrap_or(service.ui);
    let id = request.extensions().get::<RequestId>().and_then(|id| id.header_value().to_str().ok().map(str::to_owned));
    let mut response = next.run(request).await;
    let Some(Problem(status, detail)) = response.extensions_mut().remove::<Problem>() else { return response };
    if to_people {
        let detail = detail.replace('&', "&amp;").replace('<', "&lt;");
        let alert = format!("<p lang=\"en\" dir=\"ltr\" class=\"alert\" role=\"alert\">{detail}</p>");
        *response.body_mut() = Body::from(page_in(ui, &alert));
        response.headers_mut().insert(header::CONTENT_TYPE, HTML);
        return response;
    }
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

/// An article as a program sends it in JSON.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
struct Described {
    text: String,
    #[serde(default)]
    r#type: Option<String>,
    #[serde(default)]
    lang: Option<String>,
    #[serde(default)]
    path: Option<String>,
    #[serde(default)]
    ui_lang: Option<String>,
}

/// What the address says of an article that is sent as it is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    filename: Option<String>,
    lang: Option<String>,
    /// Read by [`Service::ui_of`].
    #[serde(rename = "ui")]
    _ui: Option<String>,
}

/// An article as the page sends it.
#[derive(Deserialize)]
struct Pasted {
    text: String,
}

/// An article that came.
struct Received {
    /// Its name in reports.
    path: String,
    lang: Option<Lang>,
    /// The language of the answer.
    ui: UiLang,
    content: Content,
    format: Format,
}

enum Content {
    Text(String),
    /// A file, and the encoding that it came with.
    File(Vec<u8>, Option<&'static encoding_rs::Encoding>),
}

impl Received {
    /// Its text and the way back. Markup takes time to read: this is for the threads that check.
    fn read(self) -> Result<Source, DecodeError> {
        match self.content {
            Content::Text(text) => Ok(Source::of_text(&text, self.format)),
            Content::File(bytes, charset) => Source::sent(bytes, self.format, charset),
        }
    }
}

/// Media types of what is read.
fn format_of(kind: &str) -> Option<Format> {
    match kind {
        "text/plain" => Some(Format::Plain),
        "text/html" | "application/xhtml+xml" => Some(Format::Html),
        "text/markdown" => Some(Format::Markdown),
        _ => None,
    }
}

async fn api(State(service): State<Arc<Service>>, request: Request) -> Result<Response, Problem> {
    let Query(asked) = Query::<Asked>::try_from_uri(request.uri())
        .map_err(|error| Problem(StatusCode::BAD_REQUEST, error.body_text()))?;
    let kind = Kind::of(&request)?;
    let ui = service.ui_of(&request)?;
    let unknown = |kind: &str| {
        let known = "application/json, text/plain, text/html, text/markdown or application/octet-stream";
        Problem(StatusCode::UNSUPPORTED_MEDIA_TYPE, format!("an article is {known}, not {kind:?}"))
    };
    let format = match kind.essence.as_deref() {
        Some("application/json") => None,
        // What has no type is what its name says.
        None | Some("application/octet-stream") => Some(Format::of(asked.filename.as_deref().unwrap_or_default())),
        Some(essence) => Some(format_of(essence).ok_or_else(|| unknown(essence))?),
    };
    let body = service.body(request).await?;
    // An empty file has a type; who says nothing at all sent none.
    if body.is_empty() && kind.essence.is_none() {
        return Err(Problem(StatusCode::BAD_REQUEST, "there is no article in the request".to_owned()));
    }
    let (content, format, lang, path, ui) = match format {
        Some(format) => (Content::File(body, kind.charset), format, None, None, ui),
        None => {
            let sent: Described = serde_json::from_slice(&body).map_err(|error| {
                Problem(StatusCode::BAD_REQUEST, format!("the body is not what it should be: {error}"))
            })?;
            let format = match sent.r#type.as_deref() {
                None => Format::Plain,
                Some(kind) => format_of(kind).ok_or_else(|| {
                    Problem(StatusCode::UNPROCESSABLE_ENTITY, format!("there are no articles of type {kind:?}"))
                })?,
            };
            let ui = sent.ui_lang.as_deref().map_or(Ok(ui), spoken)?;
            (Content::Text(sent.text), format, sent.lang, sent.path, ui)
        }
    };
    let read = |code: String| match &*code {
        "auto" => Ok(None),
        code => Lang::supported_by_code(code)
            .map(Some)
            .ok_or_else(|| Problem(StatusCode::UNPROCESSABLE_ENTITY, format!("there is no language pack {code:?}"))),
    };
    // What stands above the other does not make it right.
    let (own, other) = (lang.map(read).transpose()?, asked.lang.map(read).transpose()?);
    let lang = own.or(other).flatten();
    let path = path.or(asked.filename).unwrap_or_else(|| NAMELESS.to_owned());
    let article = Received { path, lang, ui, content, format };
    let report = service.work(move |service| service.document(article)).await??;
    Ok(json(report))
}

async fn page(State(service): State<Arc<Service>>, request: Request) -> Result<Response, Problem> {
    Ok(html(page_in(service.ui_of(&request)?, "")))
}

/// The page in a language, with markup that says what went wrong.
fn page_in(ui: UiLang, alert: &str) -> String {
    let links = UiLang::ALL.map(|lang| {
        let (code, name) = (lang.code(), lang.say("paste-name", &[]));
        let current = if lang == ui { " aria-current=\"true\"" } else { "" };
        format!("<a href=\"?ui={code}\" lang=\"{code}\" hreflang=\"{code}\"{current}>{name}</a>")
    });
    let page = PAGE
        .replace("@lang@", ui.code())
        .replace("@dir@", if ui.is_rtl() { "rtl" } else { "ltr" })
        .replace("@links@", &links.join("\n"));
    let words = ["about", "article", "check", "check-files", "files", "kinds", "languages"];
    let say = |page: String, word: &&str| page.replace(&format!("@{word}@"), &ui.say(&format!("paste-{word}"), &[]));
    // Last what others wrote: nothing is put into it.
    words.iter().fold(page, say).replace(ALERT, alert)
}

/// What the page sends: a text, or files.
async fn page_sent(State(service): State<Arc<Service>>, request: Request) -> Result<Response, Problem> {
    let kind = Kind::of(&request)?.essence.unwrap_or_default();
    let is_form = kind == "application/x-www-form-urlencoded";
    if !is_form && kind != "multipart/form-data" {
        return Err(Problem(StatusCode::UNSUPPORTED_MEDIA_TYPE, "the page sends a form".to_owned()));
    }
    let ui = service.ui_of(&request)?;
    let (head, body) = request.into_parts();
    let body = service.body(Request::from_parts(head.clone(), body)).await?;
    let form = Request::from_parts(head, Body::from(body));
    let articles = if is_form { vec![pasted(form, ui).await?] } else { chosen(form, ui).await? };
    let report = service.work(move |service| service.page(articles, ui)).await?;
    Ok(html(report))
}

/// The text of a form.
async fn pasted(form: Request, ui: UiLang) -> Result<Received, Problem> {
    let Form(Pasted { text }) = Form::<Pasted>::from_request(form, &())
        .await
        .map_err(|error| Problem(StatusCode::BAD_REQUEST, error.body_text()))?;
    let content = Content::Text(text.replace("\r\n", "\n"));
    Ok(Received { path: NAMELESS.to_owned(), lang: None, ui, content, format: Format::Plain })
}

/// The files of a form.
async fn chosen(form: Request, ui: UiLang) -> Result<Vec<Received>, Problem> {
    let wrong = |detail: String| Problem(StatusCode::BAD_REQUEST, detail);
    let mut form = Multipart::from_request(form, &()).await.map_err(|error| wrong(error.body_text()))?;
    let mut articles = Vec::new();
    while let Some(field) = form.next_field().await.map_err(|error| wrong(error.body_text()))? {
        // Where nobody chose a file, browsers send one without a name.
        let Some(path) = field.file_name().filter(|name| !name.is_empty()).map(str::to_owned) else { continue };
        let bytes = field.bytes().await.map_err(|error| wrong(error.body_text()))?;
        let format = Format::of(&path);
        articles.push(Received { path, lang: None, ui, content: Content::File(bytes.into(), None), format });
    }
    if articles.is_empty() {
        return Err(wrong("no file was chosen".to_owned()));
    }
    Ok(articles)
}

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

fn html(body: String) -> Response {
    ([(header::CONTENT_TYPE, HTML)], body).into_response()
}

/// A language of answers by its tag.
fn spoken(tag: &str) -> Result<UiLang, Problem> {
    UiLang::of_tag(tag)
        .ok_or_else(|| Problem(StatusCode::UNPROCESSABLE_ENTITY, format!("there are no messages in {tag:?}")))
}

/// The language in which a request wants its answer: `?ui=`, or what its sender reads.
fn wanted(request: &Request) -> Result<Option<UiLang>, Problem> {
    let query = request.uri().query().unwrap_or_default();
    if let Some(tag) = query.split('&').find_map(|pair| pair.strip_prefix("ui=")) {
        return spoken(tag).map(Some);
    }
    let header = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Ok(header.and_then(accepted))
}

/// The language that a header `Accept-Language` wants most, of those that there are (RFC 9110, section 12.5.4).
fn accepted(header: &str) -> Option<UiLang> {
    let mut wanted: Vec<(UiLang, f32)> = header
        .split(',')
        .filter_map(|range| {
            let mut parts = range.split(';').map(str::trim);
            let lang = UiLang::of_tag(parts.next()?)?;
            let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(Some(1.0), |weight| weight.parse().ok());
            Some((lang, weight?)).filter(|&(_, weight)| weight > 0.0)
        })
        .collect();
    // Of equal wishes the first holds.
    wanted.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    wanted.first().map(|&(lang, _)| lang)
}

/// What a request says of its body.
struct Kind {
    /// The media type, without its parameters.
    essence: Option<String>,
    charset: Option<&'static encoding_rs::Encoding>,
}

impl Kind {
    fn of(request: &Request) -> Result<Self, Problem> {
        let value = request.headers().get(header::CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
        let value = String::from_utf8_lossy(value);
        let mut parts = value.split(';').map(str::trim);
        let essence = parts.next().map(str::to_ascii_lowercase).filter(|essence| !essence.is_empty());
        let charset =
            parts.filter_map(|part| part.split_once('=')).find(|(name, _)| name.eq_ignore_ascii_case("charset"));
        let charset = charset.map(|(_, label)| label.trim_matches('"'));
        let known = |label: &str| {
            encoding_rs::Encoding::for_label(label.as_bytes())
                .ok_or_else(|| Problem(StatusCode::UNSUPPORTED_MEDIA_TYPE, format!("there is no encoding {label:?}")))
        };
        Ok(Self { essence, charset: charset.map(known).transpose()? })
    }
}

impl Service {
    /// The language in which a request wants its answer, or that of the service.
    fn ui_of(&self, request: &Request) -> Result<UiLang, Problem> {
        Ok(wanted(request)?.unwrap_or(self.ui))
    }

    /// The body of a request, if it comes whole, in time and is not too large.
    async fn body(&self, request: Request) -> Result<Vec<u8>, Problem> {
        let most = self.max_bytes;
        let too_large = || {
            Problem(StatusCode::PAYLOAD_TOO_LARGE, format!("a request has at most {most} bytes (--max-request-bytes)"))
        };
        let length =
            request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
        let length: usize = length.unwrap_or(0);
        // Who waits for a word before it sends needs nothing but the word.
        if length > DROPPED || (length > most && request.headers().contains_key(header::EXPECT)) {
            return Err(too_large());
        }
        let mut body = request.into_body();
        let mut bytes = Vec::with_capacity(length.min(most));
        let mut came = 0;
        let all = async {
            while let Some(frame) = body.frame().await {
                let frame = frame.map_err(|_| Problem(StatusCode::BAD_REQUEST, "the body broke off".to_owned()))?;
                let Ok(data) = frame.into_data() else { continue };
                came += data.len();
                if came <= most {
                    bytes.extend_from_slice(&data);
                } else if came > DROPPED {
                    break;
                }
            }
            if came > most { Err(too_large()) } else { Ok(bytes) }
        };
        let late = || Problem(StatusCode::REQUEST_TIMEOUT, "the body did not come in time".to_owned());
        tokio::time::timeout(self.timeout, all).await.map_err(|_| late())?
    }

    /// Does something on a thread of its own. Its place is free when it has ended, not when the answer is late: what goes on
    /// takes the thread and the memory all the same.
    async fn work<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let Ok(place) = Arc::clone(&self.places).try_acquire_owned() else {
            return Err(Problem(StatusCode::SERVICE_UNAVAILABLE, "too many articles wait to be checked".to_owned()));
        };
        let (sender, receiver) = oneshot::channel();
        let service = Arc::clone(self);
        self.pool.spawn(move || {
            // Whoever waited may have gone before the work begins.
            if sender.is_closed() {
                return;
            }
            // What breaks off is one article, not the service.
            let done = catch_unwind(AssertUnwindSafe(|| work(&service)));
            // Before the answer: who has it may ask again at once.
            drop(place);
            if let Ok(done) = done {
                let _ = sender.send(done);
            }
        });
        match tokio::time::timeout(self.timeout, receiver).await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(_)) => Err(Problem(StatusCode::INTERNAL_SERVER_ERROR, "the check broke off".to_owned())),
            Err(_) => Err(Problem(StatusCode::SERVICE_UNAVAILABLE, "the check did not end in time".to_owned())),
        }
    }

    /// An article as programs want it.
    fn document(&self, article: Received) -> Result<String, Problem> {
        let (path, lang, ui) = (article.path.clone(), article.lang, article.ui);
        let source = article.read().map_err(|error| {
            let detail = format!("{}: {error}", one_line(&path));
            Problem(StatusCode::BAD_REQUEST, detail)
        })?;
        let reporter = JsonLines;
        Ok(self.with_entry(&path, (lang, ui), Ok(&source), |entry| reporter.entry(entry)))
    }

    /// Articles as people want them: those that cannot be read are named among the others.
    fn page(&self, articles: Vec<Received>, ui: UiLang) -> String {
        let reporter = Html { whole: articles.len() == 1, ui };
        let (mut totals, mut later) = (Totals::default(), Later::default());
        let mut page = reporter.opening();
        for article in articles {
            let path = article.path.clone();
            let source = article.read().map_err(|error| error.to_string());
            page += &self.with_entry(&path, (None, ui), source.as_ref().map_err(String::as_str), |entry| {
                totals.add(entry);
                later.add(reporter.later(entry));
                reporter.entry(entry)
            });
        }
        page + &reporter.closing(&totals, &later)
    }

    /// Checks an article, and gives it to a report.
    fn with_entry(
        &self,
        path: &str,
        (lang, ui): (Option<Lang>, UiLang),
        source: Result<&Source, &str>,
        report: impl FnOnce(&Entry<'_>) -> String,
    ) -> String {
        let source = match source {
            Ok(source) => source,
            Err(error) => return report(&Entry { path, outcome: Err(error) }),
        };
        let checked = self.check(path, lang, source);
        let gate = gate(&checked, &self.job.profile.gate);
        let (text, map) = (&*source.text, &source.map);
        let article = Article { text, source: map, checked: &checked, gate: &gate, unchanged: 0, ui };
        report(&Entry { path, outcome: Ok(article) })
    }

    fn check(&self, path: &str, lang: Option<Lang>, source: &Source) -> Checked {
        let profile = &*self.job.profile;
        let own;
        let settings = match lang {
            Some(_) => {
                own = Settings { lang, ..profile.settings.clone() };
                &own
            }
            None => &profile.settings,
        };
        let mut checked = check_source(source, settings);
        self.silencing.apply(path, &source.text, profile, &mut checked);
        checked
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Layer, Project};
    use std::path::Path;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::mpsc;

    /// One thread, places for two, and little patience.
    fn service() -> Arc<Service> {
        let project = Project::load(None, Path::new(""), Layer::empty("command line")).expect("the defaults");
        let profile = project.profile(Path::new(NAMELESS)).expect("the defaults");
        let jobs = [Job { origin: Origin::Stdin { name: NAMELESS.to_owned() }, profile }];
        let silencing = Silencing::read(None, &jobs).expect("nothing to read");
        let [job] = jobs;
        Arc::new(Service {
            job,
            silencing,
            pool: pool(1).expect("a thread"),
            places: Arc::new(Semaphore::new(2)),
            max_bytes: 1000,
            timeout: Duration::from_millis(50),
            ui: UiLang::En,
        })
    }

    #[test]
    fn a_check_that_is_late_keeps_its_place_until_it_ends_and_one_that_nobody_waits_for_is_not_begun() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let service = service();
            let said = |problem: Option<Problem>| problem.map(|Problem(_, said)| said).unwrap_or_default();
            let (end, held) = mpsc::channel::<()>();
            let late = service.work(move |_| held.recv().is_ok()).await;
            assert!(said(late.err()).contains("in time"));
            let begun = Arc::new(AtomicBool::new(false));
            let begins = Arc::clone(&begun);
            let waiting = service.work(move |_| begins.store(true, Ordering::SeqCst)).await;
            assert!(said(waiting.err()).contains("in time"));
            assert!(said(service.work(|_| ()).await.err()).contains("too many"));
            drop(end);
            while service.work(|_| ()).await.is_err() {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            assert!(!begun.load(Ordering::SeqCst));
        });
    }
}
