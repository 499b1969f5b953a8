package io.baton.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.it.errand.Errand;
import io.baton.it.errand.ErrandBean;
import io.baton.it.errand.ErrandEjb;
import io.baton.it.errand.ErrandFlow;
import io.baton.it.errand.ErrandInTransaction;
import io.baton.it.errand.ErrandServlet;
import io.baton.it.ground.Ground;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In which modules of an EAR the parts of an application may lie. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
final class PackagingIT {
  private static final String BEAN = "cdi-bean";
  private static final String EJB = "session-bean";
  private static final String IN_WAR = "workflow-in-war";
  private static final String NO_BEAN = "no-bean";
  private static final String INTERCEPTED = "intercepted";

  @ArquillianResource Deployer deployer;

  @Deployment(name = BEAN, managed = false, testable = false)
  static EnterpriseArchive withBean() {
    return apart(BEAN)
        .addAsModule(ejbJar("flow.jar", ErrandFlow.class))
        .addAsModule(ejbJar("bean.jar", ErrandBean.class));
  }

  @Deployment(name = EJB, managed = false, testable = false)
  static EnterpriseArchive withSessionBean() {
    return apart(EJB)
        .addAsLibrary(jar("flow.jar", ErrandFlow.class))
        .addAsModule(jar("bean.jar", ErrandEjb.class));
  }

  @Deployment(name = IN_WAR, managed = false, testable = false)
  static EnterpriseArchive withWorkflowInWar() {
    WebArchive war =
        ShrinkWrap.create(WebArchive.class, "flow.war")
            .addClass(ErrandFlow.class)
            .addAsWebInfResource(Applications.ALL_BEANS, "beans.xml");
    return Applications.template(IN_WAR + ".ear")
        .addAsLibrary(jar("api.jar", Errand.class))
        .addAsModule(jar("bean.jar", ErrandEjb.class))
        .addAsModule(war);
  }

  @Deployment(name = NO_BEAN, managed = false, testable = false)
  static EnterpriseArchive withoutBean() {
    return apart(NO_BEAN).addAsLibrary(jar("flow.jar", ErrandFlow.class));
  }

  @Deployment(name = INTERCEPTED, managed = false, testable = false)
  static EnterpriseArchive withAnInterceptorAroundTheWorkflow() {
    return apart(INTERCEPTED)
        .addAsLibrary(jar("flow.jar", ErrandInTransaction.class))
        .addAsModule(jar("bean.jar", ErrandEjb.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {BEAN, EJB})
  void theInterfaceInLibTheBeanInAnEjbJarAndTheClientInAWarFindEachOther(String application)
      throws IOException, InterruptedException {
    deployer.deploy(application);
    try {
      String id = OnServer.newId(application);
      assertThat(get(id)).isEqualTo("milk fetched");
      assertThat(OnServer.attemptTexts(id)).containsExactly("the bean lost a wheel");
    } finally {
      deployer.undeploy(application);
    }
  }

  @ParameterizedTest
  @CsvSource({
    IN_WAR + ", BATON-2001 workflow io.baton.it.errand.ErrandFlow is in a WAR",
    NO_BEAN + ", BATON-2002 no bean implements activity interface io.baton.it.errand.Errand",
    INTERCEPTED
        + ", BATON-2003 workflow io.baton.it.errand.ErrandInTransaction: @Transactional: no interceptor"
  })
  void whatCannotWorkIsRefusedByName(String application, String reason) {
    assertThatThrownBy(() -> deployer.deploy(application)).hasStackTraceContaining(reason);
  }

  private static EnterpriseArchive apart(String name) {
    WebArchive client =
        ShrinkWrap.create(WebArchive.class, "client.war")
            .addClass(ErrandServlet.class)
            .addAsWebInfResource(Applications.ALL_BEANS, "beans.xml");
    return Applications.template(name + ".ear")
        .addAsLibrary(jar("api.jar", Errand.class))
        .addAsModule(client);
  }

  private static JavaArchive jar(String name, Class<?>... classes) {
    return ShrinkWrap.create(JavaArchive.class, name)
        .addClasses(classes)
        .addAsManifestResource(Applications.ALL_BEANS, "beans.xml");
  }

  /** By its descriptor an ejb-jar is one, whether or not there are session beans in it. */
  private static JavaArchive ejbJar(String name, Class<?>... classes) {
    String descriptor = "<ejb-jar xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\"/>";
    return jar(name, classes).addAsManifestResource(new StringAsset(descriptor), "ejb-jar.xml");
  }

  private static String get(String caseId) throws IOException, InterruptedException {
    URI uri =
        URI.create("http://127.0.0.1:%d/client/start?case=%s".formatted(Ground.httpPort(), caseId));
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .body();
  }
}
