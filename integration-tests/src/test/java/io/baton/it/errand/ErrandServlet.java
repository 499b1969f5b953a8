package io.baton.it.errand;

import io.baton.api.Cases;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/** The client, in a WAR. */
@WebServlet("/start")
public class ErrandServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Cases cases;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Cases.CaseHandle handle =
        cases.workflow("errand").caseId(request.getParameter("case")).start("milk");
    response.getWriter().print(handle.result(String.class, Duration.ofSeconds(20)));
  }
}
